using Platform.DeviceRegistry.DeviceTypes;
using Platform.DeviceRegistry.Pits;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Devices;

/// <summary>
/// A new device. Workshop form: <c>device_id</c>, <c>pit_number</c> and the camera; factory form: <c>serial_number</c>,
/// <c>device_type</c>, <c>firmware_version</c>, <c>status</c> of the ledger.
/// </summary>
internal sealed record RegisterDevice(
    string? DeviceId, int? PitNumber, string? CameraIp, string? CameraModel, string? CameraRtspUrl, int? WorkshopId,
    string? SerialNumber, string? DeviceType, string? FirmwareVersion, string? Status) : IRequestBody;

/// <summary>A checked registration.</summary>
internal abstract record Registration
{
    /// <summary>Into a workshop's pit.</summary>
    public sealed record ToWorkshop(string DeviceId, string SerialNumber, string DeviceType, int PitNumber, Camera Camera, string? Firmware) : Registration;

    /// <summary>Into the factory's ledger, without a tenant.</summary>
    public sealed record ToLedger(string DeviceId, string SerialNumber, string DeviceType, string Status, string? Firmware) : Registration;

    /// <summary>Not valid.</summary>
    public sealed record Invalid(IReadOnlyList<(string Field, string Message)> Errors) : Registration;
}

/// <summary>Reads both forms of a registration. Pure.</summary>
internal static class RegistrationRules
{
    /// <summary>Lifecycle of a device that works in a workshop.</summary>
    public const string Active = "active";

    /// <summary>States of the factory's ledger in which a device can be entered.</summary>
    public static readonly IReadOnlyList<string> LedgerStates = ["available", "registered", "returned", "decommissioned"];

    private const string IdMessage = "must be 1 to 50 letters, digits, '_' or '-', and neither look like a workshop's code (workshop_001) nor be the word figures";

    public static Registration Read(RegisterDevice body) => body.DeviceId is null && body.SerialNumber is not null ? ReadFactory(body) : ReadWorkshop(body);

    private static Registration ReadWorkshop(RegisterDevice body)
    {
        var camera = new Camera(body.CameraIp, body.CameraModel, body.CameraRtspUrl);
        var errors = CameraRules.CheckPitNumber(body.PitNumber).Concat(CameraRules.Check(camera)).Concat(CheckCommon(body)).ToList();
        if (!DeviceId.IsValid(body.DeviceId)) errors.Add(("device_id", IdMessage));
        if (body.SerialNumber is { } serial && !DeviceId.IsValid(serial)) errors.Add(("serial_number", IdMessage));
        return errors.Count > 0
            ? new Registration.Invalid(errors)
            : new Registration.ToWorkshop(body.DeviceId!, body.SerialNumber ?? body.DeviceId!, body.DeviceType ?? BuiltInTypes.WorkshopGateway, body.PitNumber!.Value, camera, body.FirmwareVersion);
    }

    private static Registration ReadFactory(RegisterDevice body)
    {
        var errors = CheckCommon(body).ToList();
        if (!DeviceId.IsValid(body.SerialNumber)) errors.Add(("serial_number", IdMessage));
        if (body.DeviceType is null) errors.Add(("device_type", "is required, such as relay_controller"));
        if (body.Status is { } status && !LedgerStates.Contains(status, StringComparer.Ordinal))
            errors.Add(("status", $"must be one of {string.Join(", ", LedgerStates)}"));
        return errors.Count > 0
            ? new Registration.Invalid(errors)
            : new Registration.ToLedger(body.SerialNumber!, body.SerialNumber!, body.DeviceType!, body.Status ?? LedgerStates[0], body.FirmwareVersion);
    }

    private static IEnumerable<(string Field, string Message)> CheckCommon(RegisterDevice body)
    {
        if (IsNoShortText(body.DeviceType)) yield return ("device_type", "must have 1 to 50 characters, none of them control characters");
        if (IsNoShortText(body.FirmwareVersion)) yield return ("firmware_version", "must have 1 to 50 characters, none of them control characters");
    }

    private static bool IsNoShortText(string? text) => text is not null && (text.Length is 0 or > 50 || text.Any(char.IsControl));
}
