using Platform.Messaging;

namespace Platform.Identity.Users;

/// <summary>A new account.</summary>
/// <param name="Username">Unique over the platform; kept in lower case.</param>
/// <param name="Role"><c>staff</c> or <c>customer</c>; admins also <c>owner</c> and <c>admin</c>.</param>
/// <param name="WorkshopId">The tenant; needed from admins, and of an owner only the own.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Email">Where to reach the person.</param>
/// <param name="Phone">Where to reach the person.</param>
internal sealed record CreateUser(string? Username, string? Role, int? WorkshopId, string? Name, string? Email, string? Phone) : IRequestBody
{
    public FieldCheck Check() => new FieldCheck()
        .When(Usernames.Normalise(Username) is null, "username", Usernames.Message)
        .When(Usernames.Normalise(Username) is { } name && Usernames.IsReserved(name), "username", Usernames.ReservedMessage)
        .When(Role is null, "role", "must not be empty")
        .OneOf("role", Role, UserRules.All)
        .Text("name", Name, 100).Email("email", Email).Phone("phone", Phone);
}

/// <summary>What may be changed of an account; what is absent stays, and "" empties a contact field.</summary>
internal sealed record ChangeUser(string? Name, string? Email, string? Phone, bool? Disabled) : IRequestBody
{
    public FieldCheck Check() => new FieldCheck()
        .When(this is { Name: null, Email: null, Phone: null, Disabled: null }, "body", "must name at least one of name, email, phone, disabled")
        .TextOrEmpty("name", Name, 100).EmailOrEmpty("email", Email).PhoneOrEmpty("phone", Phone);
}

/// <summary>A new account with the password that is shown this once.</summary>
internal sealed record NewUserAnswer(
    long UserId, string Username, string Role, int? WorkshopId, string? Name, string? Email, string? Phone, DateTimeOffset CreatedAt, string TemporaryPassword)
{
    public static NewUserAnswer Of(UserAnswer user, string temporaryPassword) =>
        new(user.UserId, user.Username, user.Role, user.WorkshopId, user.Name, user.Email, user.Phone, user.CreatedAt, temporaryPassword);
}

/// <summary>A password that is shown this once.</summary>
internal sealed record TemporaryPasswordAnswer(string Username, string TemporaryPassword);
