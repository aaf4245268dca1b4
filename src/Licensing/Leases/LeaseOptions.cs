using System.ComponentModel.DataAnnotations;

namespace Platform.Licensing.Leases;

/// <summary>Section <c>Licensing</c>.</summary>
internal sealed class LeaseOptions
{
    public const string Section = "Licensing";

    /// <summary>Encrypts the private key of leases in the database. Losing it means a new key pair and new firmware images.</summary>
    [Required(ErrorMessage = "Licensing__KeyEncryptionKey is not set; give at least 24 random characters.")]
    [MinLength(24, ErrorMessage = "Licensing__KeyEncryptionKey is too short; give at least 24 random characters.")]
    public string KeyEncryptionKey { get; set; } = "";
}
