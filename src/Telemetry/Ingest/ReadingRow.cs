using System.Runtime.CompilerServices;
using Platform.DeviceDirectory;
using Platform.DeviceProtocol;

namespace Platform.Telemetry.Ingest;

/// <summary>An accepted reading on its way into the table.</summary>
/// <param name="Kind">What was measured.</param>
/// <param name="Device">Whose it is, with tenant and pit as they are now.</param>
/// <param name="Time">Time of the reading.</param>
/// <param name="Source">Where that time came from.</param>
/// <param name="Sequence">The device's counter.</param>
/// <param name="ReceivedAt">When the platform got it.</param>
/// <param name="Values">Values in the kind's order, NaN where there is none.</param>
internal readonly record struct ReadingRow(
    ReadingKind Kind, DeviceEntry Device, DateTimeOffset Time, TimeSource Source, long Sequence, DateTimeOffset ReceivedAt, ReadingValues Values)
{
    /// <summary>The pit, 0 when the device is mounted in none.</summary>
    public int PitId => Device.Device.PitId ?? 0;
}

/// <summary>The values of one reading, without an array of their own.</summary>
[InlineArray(ReadingBuffer.MaxValues)]
internal struct ReadingValues
{
    private double first;
}
