/** Tables as comma-separated values: how they are written, and how they are read. */
@NullMarked
package io.waymark.console.csv;

import org.jspecify.annotations.NullMarked;
