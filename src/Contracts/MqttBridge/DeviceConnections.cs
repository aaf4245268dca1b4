namespace Platform.Contracts.MqttBridge;

/// <summary>Devices that the broker let in; it asks about a device at most once a minute.</summary>
public sealed record DevicesConnected(IReadOnlyList<DeviceConnected> Devices);

/// <summary>One device's newest connection.</summary>
public sealed record DeviceConnected(string DeviceId, DateTimeOffset At);

/// <summary>What the broker refused known devices, or somebody who uses their names.</summary>
public sealed record DeviceConnectionsRefused(IReadOnlyList<DeviceConnectionRefused> Refusals);

/// <summary>One device was refused for one reason; told at once and then at most once a minute.</summary>
/// <param name="DeviceId">A device that the platform knows, as the user name said.</param>
/// <param name="Reason"><c>wrong_password</c>, <c>wrong_client_id</c>, <c>wrong_topic</c>, <c>cut_off</c>, <c>not_assigned</c> or <c>decommissioned</c>.</param>
/// <param name="Detail">The client id that was given, or what was tried on which topic, the newest; empty for other reasons.</param>
/// <param name="Count">How often since it was last told.</param>
/// <param name="At">The newest time.</param>
public sealed record DeviceConnectionRefused(string DeviceId, string Reason, string Detail, int Count, DateTimeOffset At);
