using System.Buffers;
using System.Text.Json;
using Platform.Messaging;

namespace Platform.Telemetry.Ingest;

/// <summary>
/// After the commit: the newest reading of each device, for open browsers. Runs beside the hot path and never holds it up:
/// a device's reading goes out at once, and a device that sends many is shown four times a second at most.
/// </summary>
internal sealed class LiveReadings(LivePublisher live, TimeProvider time)
{
    private const string EventType = "sensor_update";
    private static readonly TimeSpan ShownAtMostEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(50);
    private readonly ArrayBufferWriter<byte> buffer = new(512);
    private readonly Dictionary<long, Shown> shown = [];
    private readonly Dictionary<long, ReadingRow> waiting = [];
    private readonly Lock gate = new();
    private readonly SemaphoreSlim arrived = new(0, 1);

    /// <summary>
    /// Takes note of committed readings: of each device the newest, and none that is older than what was shown already. A
    /// device that empties its journal does not make the screens go back in time.
    /// </summary>
    public void Show(IReadOnlyList<ReadingRow> rows)
    {
        if (rows.Count == 0) return;
        lock (gate)
        {
            foreach (var row in rows)
            {
                var device = row.Device.Device.DeviceNumber;
                if (shown.TryGetValue(device, out var last) && row.Time < last.Newest) continue;
                if (!waiting.TryGetValue(device, out var known) || row.Time >= known.Time) waiting[device] = row;
            }

            if (arrived.CurrentCount == 0) arrived.Release();
        }
    }

    /// <summary>Publishes until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            await arrived.WaitAsync(ct);
            while (await PublishDueAsync(time.GetUtcNow(), ct)) await Task.Delay(LookAgainAfter, ct);
        }
    }

    /// <summary>Publishes what is due; true when something has to wait for its turn.</summary>
    private async Task<bool> PublishDueAsync(DateTimeOffset now, CancellationToken ct)
    {
        List<ReadingRow> due;
        bool mustWait;
        lock (gate)
        {
            due = [.. waiting.Values.Where(r => !shown.TryGetValue(r.Device.Device.DeviceNumber, out var last) || now - last.At >= ShownAtMostEvery)];
            foreach (var row in due)
            {
                waiting.Remove(row.Device.Device.DeviceNumber);
                shown[row.Device.Device.DeviceNumber] = new Shown(now, row.Time);
            }

            mustWait = waiting.Count > 0;
        }

        foreach (var row in due)
        {
            buffer.ResetWrittenCount();
            Write(row);
            // The publisher has handed the bytes to the socket's own buffer when it returns.
            await live.PublishAsync(row.Device.Device.TenantId!.Value, row.Device.Device.PitId, EventType, buffer.WrittenMemory, ct);
        }

        return mustWait;
    }

    private readonly record struct Shown(DateTimeOffset At, DateTimeOffset Newest);

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
