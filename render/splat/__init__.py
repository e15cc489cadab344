"""Gaussian splatting: one door, several backends that draw the same picture."""

from .draw import render_gaussians as render_gaussians
