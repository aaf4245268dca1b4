using System.Buffers;
using System.Text.Json;
using Platform.Messaging;

namespace Platform.Telemetry.Ingest;

/// <summary>After the commit: the newest reading of each device in the batch, for open browsers.</summary>
internal sealed class LiveReadings(LivePublisher live)
{
    private const string EventType = "sensor_update";
    private readonly ArrayBufferWriter<byte> buffer = new(512);
    private readonly Dictionary<long, DateTimeOffset> shown = [];

    /// <summary>
    /// Publishes at most one event per device, however many readings the batch has, and none that is older than what was
    /// published: a device that empties its journal does not make the screens go back in time.
    /// </summary>
    public async Task PublishAsync(IReadOnlyList<ReadingRow> rows, CancellationToken ct)
    {
        var newest = new Dictionary<long, ReadingRow>();
        foreach (var row in rows)
        {
            var device = row.Device.Device.DeviceNumber;
            if (!newest.TryGetValue(device, out var known) || row.Time >= known.Time) newest[device] = row;
        }

        foreach (var row in newest.Values)
        {
            if (shown.TryGetValue(row.Device.Device.DeviceNumber, out var last) && row.Time < last) continue;
            shown[row.Device.Device.DeviceNumber] = row.Time;
            buffer.ResetWrittenCount();
            Write(row);
            // The publisher has handed the bytes to the socket's own buffer when it returns.
            await live.PublishAsync(row.Device.Device.TenantId!.Value, row.Device.Device.PitId, EventType, buffer.WrittenMemory, ct);
        }
    }

    private void Write(ReadingRow row)
    {
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type", EventType);
        json.WriteNumber("tenant_id", row.Device.Device.TenantId!.Value);
        if (row.PitId == 0) json.WriteNull("pit_id");
        else json.WriteNumber("pit_id", row.PitId);
        json.WriteString("device_id", row.Device.Device.DeviceId);
        json.WriteString("kind", row.Kind.Name);
        for (var i = 0; i < row.Kind.Values.Count; i++)
        {
            if (double.IsNaN(row.Values[i])) json.WriteNull(row.Kind.Values[i].Name);
            else json.WriteNumber(row.Kind.Values[i].Name, (float)row.Values[i]);
        }

        json.WriteString("timestamp", row.Time);
        json.WriteString("received_at", row.ReceivedAt);
        json.WriteEndObject();
    }
}
