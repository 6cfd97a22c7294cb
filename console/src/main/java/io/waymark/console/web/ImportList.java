package io.waymark.console.web;

import io.waymark.console.api.Page;
import io.waymark.console.transfer.ImportView;

/**
 * The imports there are and were.
 *
 * @param mostMegabytes what a file may have, in MiB
 */
public record ImportList(ListQuery query, Page<ImportView> imports, long mostMegabytes) {

    /** Whether any of them is not at its end. */
    public boolean isMoving() {
        return imports.items().stream().anyMatch(ImportView::isOpen);
    }
}
