using Platform.Contracts.Licensing;
using Platform.DeviceDirectory;
using Platform.DeviceProtocol;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.Telemetry.Ingest;

/// <summary>Why a message was set aside. The words are part of the API (<c>reason</c> of a rejected message).</summary>
internal static class RejectReason
{
    public const string UnknownTopic = "unknown_topic";
    public const string PayloadTooLarge = "payload_too_large";
    public const string BadJson = "bad_json";
    public const string MissingField = "missing_field";
    public const string ImplausibleValue = "implausible_value";
    public const string NotStorable = "not_storable";

    // These are violations of the license as well (products: workshop).
    public const string UnknownLicense = "unknown_license";
    public const string WrongDevice = "wrong_device";
    public const string WrongTopic = "wrong_topic";
    public const string LicenseExpired = "license_expired";
    public const string LicenseSuspended = "license_suspended";
}

/// <summary>What the gate says about one message.</summary>
/// <param name="Reason">Null when it was let in.</param>
/// <param name="Detail">The field at fault, if one was.</param>
/// <param name="TenantId">The topic's tenant, if it is one of ours.</param>
/// <param name="Device">The device that it claims to be from, if it is one of ours.</param>
/// <param name="IsViolation">True when the license is what is wrong.</param>
/// <param name="IsItself">True when topic and license key are the device's own: only then the message tells something about it.</param>
internal readonly record struct Verdict(string? Reason, string Detail, int? TenantId, DeviceEntry? Device, bool IsViolation, bool IsItself);

/// <summary>
/// Decides whether a message may become a reading: form, sender, place, license, values, in this order. Pure but for the
/// directory that it looks into; allocates only for what it refuses.
/// </summary>
internal sealed class ReadingGate(Directory directory)
{
    private readonly ReadingBuffer buffer = new();

    /// <summary>What the last message claimed to be; for the record of what was set aside.</summary>
    public ReadOnlySpan<char> ClaimedDevice => buffer.DeviceId;

    /// <summary>Judges one message; <paramref name="row"/> is set when the verdict has no reason against it.</summary>
    public Verdict Judge(ReadOnlySpan<char> topic, ReadOnlySpan<byte> payload, DateTimeOffset now, out ReadingRow row)
    {
        row = default;
        buffer.Clear();
        var place = DeviceTopic.Parse(topic);
        if (ReadingKind.OnTopic(place.Kind) is not { } kind) return new(RejectReason.UnknownTopic, "", null, null, IsViolation: false, IsItself: false);

        var fault = ReadingParser.Parse(payload, kind, buffer);
        if (fault is ReadingFault.BadJson or ReadingFault.PayloadTooLarge)
            return Malformed(fault == ReadingFault.BadJson ? RejectReason.BadJson : RejectReason.PayloadTooLarge, "", place, null);
        if (buffer.DeviceId.IsEmpty) return Malformed(RejectReason.MissingField, "device_id", place, null);

        var device = directory.Find(buffer.DeviceId);
        var stranger = Stranger(place, device);
        if ((stranger ?? Unlicensed(device!)) is { } reason) return new(reason, "", TenantOf(place, device), device, IsViolation: true, IsItself: stranger is null);
        if (fault != ReadingFault.None)
            return Malformed(fault == ReadingFault.MissingField ? RejectReason.MissingField : RejectReason.ImplausibleValue, buffer.FaultyField ?? "", place, device);

        var (time, source) = ReadingTime.Decide(buffer.Timestamp, now);
        var values = default(ReadingValues);
        buffer.Values.CopyTo(values[..]);
        row = new ReadingRow(kind, device!, time, source, buffer.Sequence, now, values);
        return new(null, "", device!.Device.TenantId, device, IsViolation: false, IsItself: true);
    }

    /// <summary>Why the message is not the device's own, null when it is: the pit is its own and it knows its license key.</summary>
    private string? Stranger(DeviceTopic place, DeviceEntry? device)
    {
        if (device is null) return OfStrangeLicense();
        var facts = device.Device;
        if (facts.TenantId is null || !place.TenantCode.SequenceEqual(facts.TenantCode) || !place.Subject.SequenceEqual(facts.PitCode)) return RejectReason.WrongTopic;
        return buffer.LicenseKey.SequenceEqual(facts.LicenseKey) ? null : OfStrangeLicense();
    }

    private static string? Unlicensed(DeviceEntry device) => device.License switch
    {
        null or { Status: LicenseStatus.Active } => null,
        { Status: LicenseStatus.Expired } => RejectReason.LicenseExpired,
        { Reason: { Length: > 0 } reason } => reason,
        _ => RejectReason.LicenseSuspended,
    };

    /// <summary>The key is not this device's: another's, or nobody's.</summary>
    private string OfStrangeLicense() =>
        !buffer.LicenseKey.IsEmpty && directory.DeviceOfLicense(buffer.LicenseKey.ToString()) is not null ? RejectReason.WrongDevice : RejectReason.UnknownLicense;

    private Verdict Malformed(string reason, string detail, DeviceTopic place, DeviceEntry? device) =>
        new(reason, detail, TenantOf(place, device), device, IsViolation: false, IsItself: device is not null);

    /// <summary>The topic decides whose inbox a refused message lands in: the broker let the sender publish there.</summary>
    private int? TenantOf(DeviceTopic place, DeviceEntry? device) =>
        device?.Device is { TenantCode: { } code } facts && place.TenantCode.SequenceEqual(code)
            ? facts.TenantId
            : directory.FindTenant(place.TenantCode.ToString())?.TenantId;
}
