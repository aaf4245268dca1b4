using System.Net.Mail;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;

namespace Platform.Identity;

/// <summary>Collects what is wrong with a request's fields, so that the answer names all of them at once.</summary>
internal sealed class FieldCheck
{
    private readonly List<(string Field, string Message)> errors = [];

    public bool HasErrors => errors.Count > 0;

    public IReadOnlyList<(string Field, string Message)> Errors => errors;

    public ProblemHttpResult ToProblem() => Problems.Invalid([.. errors]);

    public FieldCheck Add(string field, string message)
    {
        errors.Add((field, message));
        return this;
    }

    public FieldCheck When(bool wrong, string field, string message) => wrong ? Add(field, message) : this;

    /// <summary>Text of 1 to <paramref name="max"/> characters; control characters (among them NUL, which no database text takes) are refused.</summary>
    public FieldCheck Text(string field, string? value, int max, bool required = false)
    {
        if (string.IsNullOrWhiteSpace(value)) return value is null && !required ? this : Add(field, "must not be empty");
        if (value.Length > max) return Add(field, $"must have at most {max} characters");
        return value.Any(c => char.IsControl(c) && c != '\n') ? Add(field, "must not hold control characters") : this;
    }

    /// <summary>Text that may be emptied: "" is a valid value.</summary>
    public FieldCheck TextOrEmpty(string field, string? value, int max) => value is "" ? this : Text(field, value, max);

    /// <summary>An address that may be emptied: "" is a valid value.</summary>
    public FieldCheck EmailOrEmpty(string field, string? value) => value is "" ? this : Email(field, value);

    /// <summary>A number that may be emptied: "" is a valid value.</summary>
    public FieldCheck PhoneOrEmpty(string field, string? value) => value is "" ? this : Phone(field, value);

    public FieldCheck Email(string field, string? value, bool required = false)
    {
        var before = errors.Count;
        Text(field, value, 254, required);
        if (errors.Count > before || value is null) return this;
        return MailAddress.TryCreate(value, out var address) && address.Address == value ? this : Add(field, "must be an e-mail address");
    }

    /// <summary>International or national form: an optional +, then 6 to 15 digits, with spaces, dashes and brackets between.</summary>
    public FieldCheck Phone(string field, string? value)
    {
        if (value is null) return this;
        var digits = value.Count(char.IsAsciiDigit);
        var wellFormed = digits is >= 6 and <= 15 && value.Length <= 30
            && value.Select((c, i) => char.IsAsciiDigit(c) || c is ' ' or '-' or '(' or ')' || (c == '+' && i == 0)).All(ok => ok);
        return wellFormed ? this : Add(field, "must be a telephone number such as +91 98765 43210");
    }

    public FieldCheck Range(string field, int? value, int min, int max) =>
        When(value is { } number && (number < min || number > max), field, $"must be between {min} and {max}");

    public FieldCheck OneOf(string field, string? value, params IReadOnlyList<string> allowed) =>
        When(value is not null && !allowed.Contains(value, StringComparer.Ordinal), field, $"must be one of {string.Join(", ", allowed)}");
}
