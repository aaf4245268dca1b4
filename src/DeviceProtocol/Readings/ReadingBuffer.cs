namespace Platform.DeviceProtocol;

/// <summary>
/// Where one message is parsed to. Made once and used again for each message: nothing on the way allocates. Not thread-safe.
/// </summary>
public sealed class ReadingBuffer
{
    /// <summary>The most values a kind can have.</summary>
    public const int MaxValues = 8;

    private const int MaxLicenseKey = 40;
    private readonly char[] deviceId = new char[Identifier.MaxLength];
    private readonly char[] licenseKey = new char[MaxLicenseKey];
    private int deviceIdLength;
    private int licenseKeyLength;

    /// <summary>The sender's id as it says itself; empty when missing or not an id.</summary>
    public ReadOnlySpan<char> DeviceId => deviceId.AsSpan(0, deviceIdLength);

    /// <summary>The license key as the device says; empty when missing or far too long.</summary>
    public ReadOnlySpan<char> LicenseKey => licenseKey.AsSpan(0, licenseKeyLength);

    /// <summary>The device's time, null when it gave none or one that is no time (milliseconds since boot).</summary>
    public DateTimeOffset? Timestamp { get; internal set; }

    /// <summary>The device's own counter, 0 when it has none.</summary>
    public long Sequence { get; internal set; }

    /// <summary>Values in the kind's order; NaN where the message had none.</summary>
    public double[] Values { get; } = new double[MaxValues];

    /// <summary>Which field was wrong, when parsing ended with a fault in one.</summary>
    public string? FaultyField { get; internal set; }

    /// <summary>Forgets the last message.</summary>
    public void Clear()
    {
        deviceIdLength = licenseKeyLength = 0;
        Timestamp = null;
        Sequence = 0;
        FaultyField = null;
        Array.Fill(Values, double.NaN);
    }

    internal void TakeDeviceId(ref System.Text.Json.Utf8JsonReader reader)
    {
        deviceIdLength = Copy(ref reader, deviceId);
        if (!Identifier.IsValid(DeviceId)) deviceIdLength = 0;
    }

    internal void TakeLicenseKey(ref System.Text.Json.Utf8JsonReader reader) => licenseKeyLength = Copy(ref reader, licenseKey);

    /// <summary>Unescaped text is never longer than its JSON form, which is what is checked before copying.</summary>
    private static int Copy(ref System.Text.Json.Utf8JsonReader reader, char[] target) =>
        reader.TokenType == System.Text.Json.JsonTokenType.String && reader.ValueSpan.Length <= target.Length ? reader.CopyString(target) : 0;
}
