/** What was refused at the door, and what services could not process: where it lies, why, and what became of it. */
@NullMarked
package io.waymark.console.deadletter;

import org.jspecify.annotations.NullMarked;
