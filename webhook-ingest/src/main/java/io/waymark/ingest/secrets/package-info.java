/** Secrets that change while the service runs: files of a directory, followed. Knows nothing of what they are for. */
@NullMarked
package io.waymark.ingest.secrets;

import org.jspecify.annotations.NullMarked;
