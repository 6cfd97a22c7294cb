/** The operators' console in the browser: pages made on the server, from what the API answers its callers. */
@NullMarked
package io.waymark.console.web;

import org.jspecify.annotations.NullMarked;
