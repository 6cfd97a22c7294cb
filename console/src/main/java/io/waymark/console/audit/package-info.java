/** What callers asked for and what they were answered, kept for good. */
@NullMarked
package io.waymark.console.audit;

import org.jspecify.annotations.NullMarked;
