/**
 * The state machine: what a set of scans means. Pure; the same set of (raw record, time of receipt) gives the same
 * answer in whatever order it is processed, and however often.
 */
@NullMarked
package io.waymark.normalizer.status;

import org.jspecify.annotations.NullMarked;
