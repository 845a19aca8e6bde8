"""How the picture of a history looks, light and dark."""

# Okabe and Ito's colours, which hold for colour-blind people.
STYLE = """
.hp { background: #fff }
.hp text { font: 13px system-ui, sans-serif; fill: #1b1b1b }
.hp .title { font-size: 17px; font-weight: 600 }
.hp .head { font-weight: 600 }
.hp .dim { fill: #595959; font-size: 12px }
.hp .note { font-size: 12px }
.hp line, .hp path { stroke: #6b6b6b; stroke-width: 1.5; fill: none }
.hp .joint { stroke: #00507d; stroke-width: 2 }
.hp circle { fill: #00507d }
.hp line.gap { stroke-dasharray: 2 4 }
.hp rect { fill: #fff; stroke: #767676; stroke-width: 1.2 }
.hp rect.band { stroke: none; fill: #f4f4f1 }
.hp .unchanged rect { stroke: #c6c6c6; stroke-width: 1 }
.hp .unchanged text { fill: #595959 }
.hp .added rect { fill: #cfeee3; stroke: #00664b; stroke-width: 2 }
.hp .revised rect, .hp .redesignated-revised rect
  { fill: #fbe3c4; stroke: #8a5300; stroke-width: 2 }
.hp .redesignated rect, .hp .split rect, .hp .merged rect
  { fill: #d3e8f6; stroke: #00507d; stroke-width: 2 }
.hp .removed rect { fill: #f7d9cc; stroke: #9a3c00; stroke-width: 2; stroke-dasharray: 4 3 }
.hp .not-covered rect, .hp .undecided rect { stroke-dasharray: 1 4; stroke: #767676 }
.hp .not-covered text, .hp .undecided text { fill: #595959; font-size: 12px }
@media (prefers-color-scheme: dark) { @media screen {
.hp { background: #16181a }
.hp text { fill: #ececec }
.hp .dim { fill: #b5b5b5 }
.hp rect { fill: #1d1f21; stroke: #9a9a9a }
.hp rect.band { fill: #212427 }
.hp line, .hp path { stroke: #9a9a9a }
.hp .joint { stroke: #7cc3f0 } .hp circle { fill: #7cc3f0 }
.hp .unchanged rect { stroke: #4a4f55 }
.hp .unchanged text, .hp .not-covered text, .hp .undecided text { fill: #b5b5b5 }
.hp .added rect { fill: #0c3b2e; stroke: #4fc7a2 }
.hp .revised rect, .hp .redesignated-revised rect { fill: #4a3005; stroke: #f0b25a }
.hp .redesignated rect, .hp .split rect, .hp .merged rect { fill: #0d344c; stroke: #7cc3f0 }
.hp .removed rect { fill: #4c2010; stroke: #f59e75 }
} }
"""
