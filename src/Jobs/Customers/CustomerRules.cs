using System.Net.Mail;

namespace Platform.Jobs.Customers;

/// <summary>How to reach a customer, in the one writing that is kept.</summary>
/// <param name="Phone">E.164; null when not known.</param>
/// <param name="Email">Lower case; null when not known.</param>
internal sealed record Contact(string? Phone, string? Email);

/// <summary>What is accepted as a customer's data. Pure.</summary>
internal static class CustomerRules
{
    private const int MaxEmail = 254;
    private static readonly string[] Languages = ["en", "th", "hi"];

    /// <summary>Empty is as absent.</summary>
    public static (Contact Contact, IReadOnlyList<(string Field, string Message)> Errors) Read(string? phone, string? email, string countryCode)
    {
        var errors = new List<(string, string)>();
        var number = string.IsNullOrWhiteSpace(phone) ? null : PhoneNumber.Normalise(phone, countryCode);
        if (number is null && !string.IsNullOrWhiteSpace(phone)) errors.Add(("customer_phone", PhoneNumber.Message));
        var address = string.IsNullOrWhiteSpace(email) ? null : Address(email.Trim());
        if (address is null && !string.IsNullOrWhiteSpace(email)) errors.Add(("customer_email", "must be an e-mail address"));
        return (new Contact(number, address), errors);
    }

    public static IEnumerable<(string Field, string Message)> CheckLanguage(string? language)
    {
        if (language is not null && !Languages.Contains(language, StringComparer.Ordinal)) yield return ("customer_language", $"must be one of {string.Join(", ", Languages)}");
    }

    private static string? Address(string email) =>
        email.Length <= MaxEmail && !email.Any(char.IsControl) && MailAddress.TryCreate(email, out var address) && address.Address == email ? email.ToLowerInvariant() : null;
}
