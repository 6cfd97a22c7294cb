package io.waymark.carriers;

/**
 * Something to print.
 *
 * @param form what {@code content} is
 * @param content a page of HTML, or where to fetch it. From outside: to be shown with all caution
 */
public record Label(Form form, String content) {

    /** What a label's content is. */
    public enum Form {
        HTML,
        URL
    }

    /** Without the content: it holds names, phones and addresses. */
    @Override
    public String toString() {
        return "Label[" + form + "]";
    }
}
