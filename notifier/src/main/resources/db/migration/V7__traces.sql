-- W3C traceparent of the span in which the event was taken; null where nothing is traced. An upload that rests on the scan
-- goes on from it, however much later.
alter table scan_fact add column traceparent text;
