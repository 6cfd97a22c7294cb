/** What other services ask the console to do. */
@NullMarked
package io.waymark.console.command;

import org.jspecify.annotations.NullMarked;
