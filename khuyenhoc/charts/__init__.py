"""Frames in, Plotly figures out: no Streamlit, no SQL, no arithmetic that defines an indicator."""
