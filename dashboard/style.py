"""The page's own CSS, beside the theme of streamlit_config.toml: sizes, the figures, the panel.

Colours are the custom properties of palette.py, for both themes.
"""

from dashboard.palette import page_css

CSS = f"""
<style>
{page_css()}"""
CSS += """
.block-container {padding: 3.6rem 1.4rem 1.5rem; max-width: none;}
[data-testid="stSidebarHeader"] {height: 2.4rem; margin-bottom: 0;}
[data-testid="stSidebarUserContent"] {padding-top: 0;}
.brand {font-size: 1.15rem; font-weight: 600; color: var(--text); margin: 0;}
[data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"] {gap: 0.55rem;}
iframe[title="streamlit_folium.st_folium"] {
  height: max(56vh, 380px) !important; border-radius: 4px;
  border: 1px solid rgb(139 152 165 / 0.4); /* Streamlit gives frames no theme */
}
button[kind="primary"], button[kind="primary"] p {color: var(--on-accent);}
/* Its buttons speak English only, and its download knows neither filters nor terms. */
[data-testid="stElementToolbar"] {display: none;}
.sentence {font-size: 0.95rem; color: var(--soft); margin: 0; line-height: 1.35;}
.st-key-f_level [data-testid="stButtonGroup"] > div {flex-wrap: nowrap;}
.st-key-f_level button {padding: 0 min(0.75rem, 0.6vw); min-width: 0;}
.withheld {font-size: 0.8rem; color: var(--muted); margin: 0; line-height: 1.35;}
.figures {display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 0 1.2rem;
  margin: 0 !important; padding: 0.35rem 0 !important;
  border-top: 1px solid var(--line); border-bottom: 1px solid var(--line);}
.figures div {min-width: 0;}
.figures dt {font-size: 0.75rem; color: var(--muted); font-weight: 400;}
.figures dd {margin: 0; font-size: 1.35rem; line-height: 1.25; font-variant-numeric: tabular-nums;
  color: var(--text);}
.figures dd small {display: block; min-height: 1.1rem; font-size: 0.75rem; line-height: 1.1rem;
  color: var(--muted);}
[data-testid="stSidebarUserContent"] [data-testid="stVerticalBlock"] {gap: 0.55rem;}
.figures div {margin: 0; padding: 0;}
.record {font-size: 0.86rem; line-height: 1.4; overflow-wrap: anywhere;}
.record h3 {font-size: 1.02rem; margin: 0 0 0.2rem; padding: 0;}
.record h4 {font-size: 0.86rem; margin: 0.5rem 0 0.1rem; padding: 0;}
.record a {color: var(--accent);}
.record p {margin: 0 0 0.4rem;}
.record .text {margin: 0.4rem 0;}
.record .note:empty, .record .text:empty {display: none;}
.record .note {color: var(--muted);}
article.record dl {display: grid; grid-template-columns: minmax(5.5rem, 34%) 1fr;
  gap: 0.15rem 0.6rem; margin: 0; padding: 0 !important;}
.record dt {color: var(--muted);}
.record dd {margin: 0;}
.record ul {margin: 0; padding-left: 1.1rem;}
.record h5 {font-size: 0.8rem; font-weight: 600; margin: 0; padding: 0; color: var(--soft);}
table.reports {width: 100%; margin: 0.4rem 0; border-collapse: collapse; font-size: 0.8rem;
  font-variant-numeric: tabular-nums;}
.reports th, .reports td {padding: 0.12rem 0.5rem 0.12rem 0; border: 0; text-align: left;
  border-bottom: 1px solid var(--hair); font-weight: 400; vertical-align: top;}
.reports td, .reports thead th {overflow-wrap: normal;}
.reports thead th, .reports small {color: var(--muted); font-size: 0.75rem;}
.report {border-top: 1px solid var(--line); padding-top: 0.4rem;}
.link {border-left: 3px solid var(--line); padding-left: 0.6rem; font-size: 0.8rem;}
.st-key-as_of {background: var(--warn); border: 1px solid var(--warn-line); border-radius: 4px;
  padding: 0.15rem 0.8rem; gap: 0.2rem 1rem; margin-top: 0.6rem;}
.st-key-as_of button {min-height: 0; padding: 0.1rem 0.7rem;}
.st-key-as_of p {margin: 0; font-size: 0.95rem; font-weight: 600; color: var(--warn-text);}
.st-key-panel {max-height: calc(max(56vh, 380px) + 180px); overflow-y: auto; padding-right: 0.3rem;}
dl.tally {display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.1rem 0.8rem;
  margin: 0 !important; padding: 0.3rem 0 !important; border-top: 1px solid var(--line);
  border-bottom: 1px solid var(--line);}
.tally dt {font-size: 0.75rem; color: var(--muted); font-weight: 400;}
.tally dd {margin: 0; font-size: 1.2rem; line-height: 1.25; font-variant-numeric: tabular-nums;}
.tally i {display: inline-block; width: 11px; height: 11px; margin-right: 5px;
  background: var(--colour);}
.tally i.added {border-radius: 50%; background:
  linear-gradient(var(--ground), var(--ground)) center / 7px 1.6px no-repeat,
  linear-gradient(var(--ground), var(--ground)) center / 1.6px 7px no-repeat, var(--colour);}
.tally i.revised {clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%);}
.tally i.re_placed {clip-path: polygon(50% 0, 100% 100%, 0 100%, 50% 0, 50% 38%, 24% 86%,
  76% 86%, 50% 38%);}
.tally i.deleted {clip-path: polygon(18% 0, 50% 32%, 82% 0, 100% 18%, 68% 50%,
  100% 82%, 82% 100%, 50% 68%, 18% 100%, 0 82%, 32% 50%, 0 18%);}
.change del {color: var(--gone); text-decoration: line-through; text-decoration-thickness: 1px;}
.change ins {text-decoration: none; font-weight: 600;}
@media (max-width: 1200px) {
  :is(.st-key-f_level, .st-key-f_places) [data-testid="stButtonGroup"] > div {flex-wrap: nowrap;}
  :is(.st-key-f_level, .st-key-f_places) button {padding: 0 0.15rem; min-width: 0;}
  :is(.st-key-f_level, .st-key-f_places) button p {font-size: 0.74rem;}
  :is(.st-key-f_level, .st-key-f_places) button div {overflow: visible;}
}
@media (max-width: 640px) {
  .block-container {padding: 4.1rem 0.8rem 1rem;}
  .figures {grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.3rem 0.8rem;}
  .figures dd {font-size: 1.15rem;}
  .st-key-panel {max-height: none;}
}
</style>
"""
