-- The page of a device asks for its rejected messages. Written once per sender, reason and minute, so the index is cheap.
create index rejected_messages_of_device on rejected_messages (device_id, id desc);
