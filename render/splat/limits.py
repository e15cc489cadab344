"""Constants that both twins share. A splat's weight and the order of compositing follow Kerbl et al. 2023, section 4 and 6."""

NEAR_M = 0.05  # splats whose centre is nearer are not drawn
DILATION_PX2 = 0.3  # added to the projected variances: every splat is at least about a pixel wide
ALPHA_MAX = 0.999  # no splat hides all that is behind it
ALPHA_MIN = 1.0 / 255.0  # a weaker contribution is skipped
TRANSMITTANCE_MIN = 1e-4  # a pixel is finished below
ALPHA_SEEN = 0.01  # below, a pixel has no depth, id or albedo
TANGENT_MARGIN = 0.3  # of the half field of view: beyond, the projection's slope is held constant


def tangent_limits(focal_px: float, center_px: float, side_px: int) -> tuple[float, float]:
    """The range to which x/z is clamped in the Jacobian: the image's own, widened as 3DGS does (1.3 × for a centred principal point)."""
    margin = TANGENT_MARGIN * side_px / (2 * focal_px)
    return -center_px / focal_px - margin, (side_px - center_px) / focal_px + margin
