"""Triton's side of `fused`. Nothing here is imported before that backend is asked for."""
