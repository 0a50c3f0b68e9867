"""Corrections by people, replayed on every build: what a line of the file says, and what comes of it.

`lines` reads the file; `names` carries out what is said of bodies, `facts` what is said of facts; `corrected`
does both for the documents of one gazette. Nothing here changes what was read: taking a line away gives back
what was there before it.
"""
