"""What one projected splat is made of: 16 float32 in one cache line. The constants name its columns.

With the dilated covariance [[a, b], [b, c]] of `reference`: s = b/c and τ² = a − b²/c.
"""

TILE = 16  # px, the side of the square that one list of splats is made for

MEAN_Y = 0  # centre, px
INV_SIGMA_Y = 1  # 1/√c
REF_X = 2  # x of the skewed axis at y = REF_Y; the image's row nearest to the centre, so that float32 suffices for far centres
REF_Y = 3
SLOPE = 4  # s
TAU = 5  # τ
RADIUS2 = 6  # d² beyond which alpha < 1/255; −1 where it is everywhere
OPACITY = 7
RED, GREEN, BLUE = 8, 9, 10
DEPTH = 11
ALBEDO = 12  # and two more
RECORD = 16
