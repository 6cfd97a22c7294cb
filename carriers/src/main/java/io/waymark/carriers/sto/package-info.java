/**
 * STO (申通快递), a carrier that pushes its own scans, one per call, through the link gateway that it shares with
 * Cainiao: form fields {@code content} and {@code data_digest}. STO repeats a push whose answer it did not get, under the
 * same {@code outBizCode}. Sources: public clients of the open platform and the gateway's FAQ, read 2026-11-20; see
 * {@code docs/carriers/sto.md}.
 */
@NullMarked
package io.waymark.carriers.sto;

import org.jspecify.annotations.NullMarked;
