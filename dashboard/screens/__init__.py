"""One file a page: reads state, asks, draws.

Not called "pages", because Streamlit runs the files of a folder of that name by themselves: on a
fresh server the first visitor of a deep link would get a bare file instead of the app.
"""
