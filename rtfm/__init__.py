"""The real-time frame model: frames and a spatial memory → the next frame.

It arrives with its own issue; nothing is exported before it exists."""
