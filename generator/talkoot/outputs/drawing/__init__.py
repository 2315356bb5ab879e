"""What is drawn at build, from values to SVG or PNG: covers, charts, the map and share cards.

`corner` is the motif, a log corner in numbers; `covers` draws it as SVG and `share_cards` as a picture.
`hues` gives every sector its colour. `boundaries` and `projection` carry the land of the `map`.
"""
