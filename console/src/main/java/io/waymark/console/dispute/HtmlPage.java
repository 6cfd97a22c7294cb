package io.waymark.console.dispute;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of headings, tables and sentences that needs nothing but itself. Every text is escaped. */
final class HtmlPage {

    private static final String STYLE = "body{font:15px/1.5 system-ui,sans-serif;margin:2em;max-width:75em}"
            + "table{border-collapse:collapse;margin:0 0 1.5em}"
            + "th,td{border:1px solid #bbb;padding:.25em .6em;text-align:left;vertical-align:top;"
            + "overflow-wrap:anywhere}th{background:#f2f2f2;font-weight:600}";

    private final StringBuilder body = new StringBuilder();
    private final String title;

    HtmlPage(String title) {
        this.title = title;
        element("h1", title);
    }

    HtmlPage heading(String text) {
        return element("h2", text);
    }

    HtmlPage sentence(String text) {
        return element("p", text);
    }

    /** A table of two columns; a fact that is null or empty is left out. */
    HtmlPage facts(List<Fact> facts) {
        body.append("<table>\n");
        facts.stream()
                .filter(fact -> fact.value != null && !fact.value.toString().isEmpty())
                .forEach(fact -> body.append("<tr><th>")
                        .append(escaped(Words.of(fact.word)))
                        .append("</th><td>")
                        .append(escaped(fact.value))
                        .append("</td></tr>\n"));
        body.append("</table>\n");
        return this;
    }

    /** The head of a table, by words; rows follow, then {@link #end}. */
    HtmlPage table(String... words) {
        body.append("<table>\n<tr>");
        Arrays.stream(words)
                .forEach(word ->
                        body.append("<th>").append(escaped(Words.of(word))).append("</th>"));
        body.append("</tr>\n");
        return this;
    }

    HtmlPage row(@Nullable Object... cells) {
        body.append(Arrays.stream(cells)
                .map(cell -> "<td>" + escaped(cell) + "</td>")
                .collect(joining("", "<tr>", "</tr>\n")));
        return this;
    }

    HtmlPage end() {
        body.append("</table>\n");
        return this;
    }

    /** What a page says about one thing, under a word. */
    record Fact(String word, @Nullable Object value) {}

    @Override
    public String toString() {
        return "<!doctype html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + escaped(title)
                + "</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
    }

    private HtmlPage element(String name, String text) {
        body.append('<').append(name).append('>').append(escaped(text));
        body.append("</").append(name).append(">\n");
        return this;
    }

    private static String escaped(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
