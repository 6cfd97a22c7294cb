/**
 * The door: takes the callbacks of carriers and gateways, verifies them, makes what they say durable, and only then
 * answers. Looks nothing up and keeps nothing of its own.
 */
@NullMarked
package io.waymark.ingest;

import org.jspecify.annotations.NullMarked;
