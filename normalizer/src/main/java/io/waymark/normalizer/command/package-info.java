/** What the jar's commands have in common: how their arguments are read, and how they end. */
@NullMarked
package io.waymark.normalizer.command;

import org.jspecify.annotations.NullMarked;
