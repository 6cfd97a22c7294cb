/** What operators order about settlements: each order a command, stored with who gave it and why, sent, and followed. */
@NullMarked
package io.waymark.console.order;

import org.jspecify.annotations.NullMarked;
