/** Keeps secrets in the database so that only who brings the key reads them. */
@NullMarked
package io.waymark.console.seal;

import org.jspecify.annotations.NullMarked;
