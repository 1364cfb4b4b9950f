"""The CSS of the Data page, and the words that Streamlit's uploader would say in English only."""

import json

from dashboard.words.writing import say

_CSS = """
.figures.upload {grid-template-columns: repeat(6, minmax(0, 1fr));}
.fault {background: var(--fault); border: 1px solid var(--fault-line); border-radius: 4px;
  padding: 0.5rem 0.8rem; color: var(--fault-text); font-size: 0.9rem; overflow-wrap: anywhere;}
.fault p {margin: 0 0 0.2rem;}
.quality {overflow-x: auto; font-size: 0.84rem;}
.quality table {border-collapse: collapse; width: auto; margin: 0;}
.quality th, .quality td {border: 0; border-bottom: 1px solid var(--hair);
  padding: 0.2rem 0.9rem 0.2rem 0; text-align: left; font-weight: 400; vertical-align: top;
  color: var(--text);}
.quality thead th {font-weight: 600; border-bottom: 1px solid var(--rule); min-width: 7rem;}
.quality th[scope="rowgroup"] {font-weight: 600; padding-top: 0.6rem; color: var(--soft);}
.quality th[scope="row"] {color: var(--muted); min-width: 11rem; position: sticky; left: 0;
  background: var(--ground);}
.quality td {font-variant-numeric: tabular-nums;}
[data-testid="stFileUploaderDropzone"] button p,
[data-testid="stFileUploaderDropzoneInstructions"] span {font-size: 0 !important;}
.stFileChipName + div {display: none;}
[data-testid="stFileUploader"]:has([aria-invalid="true"])::after {display: block;
  color: var(--fault-text);}
.st-key-upload_done a p {color: var(--accent); text-decoration: underline;}
@media (max-width: 640px) {
  .figures.upload {grid-template-columns: repeat(3, minmax(0, 1fr));}
}
"""

_REPLACED = {
    '[data-testid="stFileUploaderDropzone"] button p': "upload_choose",
    '[data-testid="stFileUploaderDropzoneInstructions"] span': "upload_drop",
    '[data-testid="stFileUploader"]:has([aria-invalid="true"])': "upload_too_large",
}
"""Where Streamlit writes English (of a file too large only in a tooltip) -> our phrase."""


def upload_css(language: str) -> str:
    """The page's own style; the uploader's texts are replaced by ours in `language`."""
    replaced = "".join(
        f"{place}::after {{font-size: 0.93rem; content: "
        f"{json.dumps(say(phrase, language), ensure_ascii=False)};}}\n"
        for place, phrase in _REPLACED.items()
    )
    return f"<style>{_CSS}{replaced}</style>"
