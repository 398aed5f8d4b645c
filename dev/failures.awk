# What failed in the report of one suite (trx): the name of each test, what it says, and where.
BEGIN { RS = "<UnitTestResult " }
/^[^>]*outcome="Failed"/ {
  name = between($0, "testName=\"", "\"")
  print "  " name
  indent(between($0, "<Message>", "</Message>"), 12)
  indent(between($0, "<StackTrace>", "</StackTrace>"), 12)
}
function between(text, from, to,   at) {
  at = index(text, from)
  if (at == 0) return ""
  text = substr(text, at + length(from))
  at = index(text, to)
  text = at == 0 ? "" : substr(text, 1, at - 1)
  gsub(/&#xD;|&#xA;/, "\n", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&amp;/, "\\&", text)
  return text
}
function indent(text, most,   lines, n, i) {
  n = split(text, lines, "\n")
  for (i = 1; i <= n && i <= most; i++) if (lines[i] != "") print "      " substr(lines[i], 1, 300)
}
