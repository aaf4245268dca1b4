namespace Platform.Identity.SigningKeys;

/// <summary>How the signing keys are kept (section <c>Identity</c>).</summary>
internal sealed class KeyOptions
{
    public const string Message = "Identity__KeyEncryptionKey is not set or too short; give at least 32 random characters, for example the output of 'openssl rand -base64 32'.";

    /// <summary>Secret text from which the key that encrypts the signing keys in the database is derived.</summary>
    public string KeyEncryptionKey { get; set; } = "";

    /// <summary>How long a key signs before the next one takes over.</summary>
    public TimeSpan RotateEvery { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a former key stays published: longer than any token that it has signed.</summary>
    public TimeSpan PublishFormerFor { get; set; } = TimeSpan.FromHours(1);

    public static bool IsValid(KeyOptions options) =>
        options.KeyEncryptionKey.Length >= 32 && options.RotateEvery > options.PublishFormerFor && options.PublishFormerFor >= TimeSpan.FromMinutes(30);
}

/// <summary>The issuer's name in every token (<c>Auth:Issuer</c>).</summary>
internal sealed class TokenOptions
{
    public string Issuer { get; set; } = "";
}
