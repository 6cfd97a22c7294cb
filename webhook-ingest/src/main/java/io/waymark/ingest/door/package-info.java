/**
 * Who may come in when more come than can be served: bounds, the sharing of what there is, and deadlines. Plain Java; the
 * time is handed in.
 */
@NullMarked
package io.waymark.ingest.door;

import org.jspecify.annotations.NullMarked;
