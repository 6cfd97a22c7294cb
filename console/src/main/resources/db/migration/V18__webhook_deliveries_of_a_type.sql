-- Lists of deliveries are narrowed by type, with or without a state.
create index webhook_delivery_type on webhook_delivery (endpoint_id, type, created_at desc, delivery_id desc);
