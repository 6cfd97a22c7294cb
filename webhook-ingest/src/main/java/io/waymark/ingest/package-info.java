/**
 * The door: takes providers' callbacks, verifies them, makes the raw bytes durable, and only then answers. Looks nothing
 * up and keeps nothing of its own.
 */
@NullMarked
package io.waymark.ingest;

import org.jspecify.annotations.NullMarked;
