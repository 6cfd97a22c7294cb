/**
 * STO (申通快递), a carrier that is asked, booked with and pushes its own scans, one per call, through the link gateway
 * whose scheme is Cainiao's: form fields {@code content} and {@code data_digest}. STO repeats a push whose answer it did
 * not get, under the same {@code outBizCode}. Sources: public clients of the open platform and the gateway's FAQ, read
 * 2026-11-20 and 2026-11-22; see {@code docs/carriers/sto.md}. STO's other dialect is {@link
 * io.waymark.carriers.sto.article}.
 */
@NullMarked
package io.waymark.carriers.sto;

import org.jspecify.annotations.NullMarked;
