namespace Platform.Contracts.MqttBridge;

/// <summary>A device's message on its status topic, checked for form and for whose topic it came on.</summary>
/// <param name="DeviceId">Taken from the topic, which the broker lets only this device use.</param>
/// <param name="Status">
/// The device's word: <c>online</c>, <c>offline</c>, <c>disabled</c>, <c>lease_expired</c>, <c>lease_renewed</c>, <c>command_rejected</c>, <c>changed</c>, <c>button_pressed</c>.
/// </param>
/// <param name="Reason">Its reason, if any.</param>
/// <param name="CommandId">The command that it answers, if any.</param>
/// <param name="Firmware">Its firmware's version, in the birth message.</param>
/// <param name="Boot">How often it has started, in the birth message.</param>
/// <param name="ReceivedAt">When the platform got it.</param>
/// <param name="UptimeSeconds">How long it has run, in the birth message; 0 to ten years.</param>
/// <param name="DeviceType">What a controller says it is, in the birth message.</param>
/// <param name="State">A controller's whole state as a JSON object of at most 2 KiB.</param>
/// <param name="Change">One change of a controller's state (<c>changed</c>), also one made while it was offline.</param>
/// <param name="ConfigVersion">The version of the configuration that it runs with.</param>
/// <param name="Config">The configuration that it runs with as a JSON object of at most 2 KiB.</param>
/// <param name="SchedulesVersion">The version of the schedules that it keeps.</param>
public sealed record DeviceStatusReported(
    string DeviceId, string Status, string? Reason, Guid? CommandId, string? Firmware, long? Boot, DateTimeOffset ReceivedAt, long? UptimeSeconds = null,
    string? DeviceType = null, string? State = null, ReportedChange? Change = null, long? ConfigVersion = null, string? Config = null, long? SchedulesVersion = null);

/// <summary>One change of a controller's state, kept by the device until the platform has it.</summary>
/// <param name="Key">What changed, such as the pin <c>25</c>.</param>
/// <param name="Value">Its new value as JSON: <c>"on"</c>, <c>40</c>.</param>
/// <param name="Cause"><c>command</c>, <c>button</c>, <c>schedule</c>, <c>input</c> or <c>power_on</c>.</param>
/// <param name="Seq">The device's own counter, which never goes back: the same number is the same change.</param>
/// <param name="At">When it happened: the device's clock, or worked out from <c>age_s</c>; null when it had no clock.</param>
public sealed record ReportedChange(string Key, string Value, string Cause, long Seq, DateTimeOffset? At);

/// <summary>Controllers that were heard of by their heartbeat; sent every second for many at once.</summary>
public sealed record DevicesHeartbeat(IReadOnlyList<DeviceHeartbeat> Devices);

/// <summary>One device's newest heartbeat.</summary>
public sealed record DeviceHeartbeat(string DeviceId, DateTimeOffset At);

/// <summary>The broker confirmed that it holds the command for the device.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="DeviceId">Whose command it is.</param>
/// <param name="OccurredAt">When the broker confirmed it.</param>
/// <param name="Command">Such as <c>DISABLE</c>; null from a version that did not say it.</param>
/// <param name="CauseId">What asked for the command, such as the license switch's id.</param>
public sealed record CommandSent(Guid CommandId, string DeviceId, DateTimeOffset OccurredAt, string? Command = null, Guid? CauseId = null);
