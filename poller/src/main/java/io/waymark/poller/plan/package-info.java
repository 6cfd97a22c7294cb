/**
 * When a number is looked at next, and what for: rules as tables, and pure decisions on facts.
 */
@NullMarked
package io.waymark.poller.plan;

import org.jspecify.annotations.NullMarked;
