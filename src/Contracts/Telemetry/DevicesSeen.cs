namespace Platform.Contracts.Telemetry;

/// <summary>When devices were last heard of by their readings; sent every few seconds for many at once.</summary>
public sealed record DevicesSeen(IReadOnlyList<DeviceSeen> Devices);

/// <summary>One device's newest message, by the platform's clock.</summary>
public sealed record DeviceSeen(string DeviceId, DateTimeOffset At);
