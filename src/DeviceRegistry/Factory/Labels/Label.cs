using QRCoder;

namespace Platform.DeviceRegistry.Factory;

/// <summary>What a label says.</summary>
/// <param name="SerialNumber">In plain text and in the code.</param>
/// <param name="DeviceType">Such as <c>4Relay</c>.</param>
/// <param name="ClaimCode">To be covered by the scratch field.</param>
/// <param name="Address">Where the QR code leads.</param>
internal sealed record Label(string SerialNumber, string DeviceType, string ClaimCode, string Address)
{
    /// <summary>The QR code's dots, row by row, with the white border that readers need.</summary>
    public bool[][] Dots()
    {
        using var data = QRCodeGenerator.GenerateQrCode(Address, QRCodeGenerator.ECCLevel.M);
        return [.. data.ModuleMatrix.Select(row => row.Cast<bool>().ToArray())];
    }
}
