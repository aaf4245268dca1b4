namespace Platform.Contracts.MqttBridge;

/// <summary>A device's message on its status topic, checked for form and for whose topic it came on.</summary>
/// <param name="DeviceId">Taken from the topic, which the broker lets only this device use.</param>
/// <param name="Status">The device's word: <c>online</c>, <c>offline</c>, <c>disabled</c>, <c>lease_expired</c>, <c>lease_renewed</c>, <c>command_rejected</c>.</param>
/// <param name="Reason">Its reason, if any.</param>
/// <param name="CommandId">The command that it answers, if any.</param>
/// <param name="Firmware">Its firmware's version, in the birth message.</param>
/// <param name="Boot">How often it has started, in the birth message.</param>
/// <param name="ReceivedAt">When the platform got it.</param>
/// <param name="UptimeSeconds">How long it has run, in the birth message; 0 to ten years.</param>
public sealed record DeviceStatusReported(
    string DeviceId, string Status, string? Reason, Guid? CommandId, string? Firmware, long? Boot, DateTimeOffset ReceivedAt, long? UptimeSeconds = null);

/// <summary>The broker confirmed that it holds the command for the device.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="DeviceId">Whose command it is.</param>
/// <param name="OccurredAt">When the broker confirmed it.</param>
/// <param name="Command">Such as <c>DISABLE</c>; null from a version that did not say it.</param>
/// <param name="CauseId">What asked for the command, such as the license switch's id.</param>
public sealed record CommandSent(Guid CommandId, string DeviceId, DateTimeOffset OccurredAt, string? Command = null, Guid? CauseId = null);
