namespace Platform.Contracts.DeviceRegistry;

/// <summary>A command waits to be handed to the broker (first time, or again because the device came online).</summary>
/// <param name="CommandId">UUIDv7, repeated in the device's answer.</param>
/// <param name="DeviceId">Whose command it is.</param>
/// <param name="Topic">MQTT topic to publish on.</param>
/// <param name="Payload">JSON exactly as the device gets it.</param>
/// <param name="OccurredAt">When it was queued.</param>
/// <param name="Command">Such as <c>DISABLE</c>; null from a version that did not say it.</param>
/// <param name="CauseId">What asked for the command, such as the license switch's id.</param>
public sealed record CommandQueued(
    Guid CommandId, string DeviceId, string Topic, string Payload, DateTimeOffset OccurredAt, string? Command = null, Guid? CauseId = null);

/// <summary>A command reached its end state.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="DeviceId">Whose command it was.</param>
/// <param name="TenantId">The device's tenant.</param>
/// <param name="PitId">The device's pit.</param>
/// <param name="Command">Such as <c>DISABLE</c>.</param>
/// <param name="Status"><c>succeeded</c>, <c>failed</c>, <c>expired</c> or <c>superseded</c>.</param>
/// <param name="CauseId">What asked for the command, such as the license switch's id.</param>
/// <param name="OccurredAt">When the device said so, as received.</param>
public sealed record CommandFinished(
    Guid CommandId, string DeviceId, int? TenantId, int? PitId, string Command, string Status, Guid? CauseId, DateTimeOffset OccurredAt);
