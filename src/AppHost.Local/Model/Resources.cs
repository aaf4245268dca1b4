namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program of this repository, run from its built output.</summary>
public class ProjectResource(string name) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal string ProjectPath { get; init; } = "";
}

/// <summary>Any other program.</summary>
public class ExecutableResource(string name, string command, string workingDirectory) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    /// <summary>The program: a path when it contains a slash, otherwise looked up in PATH.</summary>
    public string Command { get; } = command;

    /// <summary>Absolute folder that the program starts in.</summary>
    public string WorkingDirectory { get; } = workingDirectory;
}

/// <summary>A container; the local way runs none, except PostgreSQL and RabbitMQ from the system's packages.</summary>
public class ContainerResource(string name) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal string Image { get; init; } = "";
}

/// <summary>A PostgreSQL server.</summary>
public class PostgresServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";

    internal PostgresServerResource(string name, ParameterResource? userName, ParameterResource password)
        : base(name)
    {
        UserNameParameter = userName;
        PasswordParameter = password;
        PrimaryEndpoint = new EndpointReference(this, EndpointName);
    }

    /// <summary>Where the server listens.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The superuser's name; <c>postgres</c> when there is none.</summary>
    public ParameterResource? UserNameParameter { get; }

    /// <summary>The superuser's password.</summary>
    public ParameterResource PasswordParameter { get; }

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={PrimaryEndpoint.Property(EndpointProperty.Host)};Port={PrimaryEndpoint.Property(EndpointProperty.Port)};Username={UserName};Password={PasswordParameter}");

    private ReferenceExpression UserName => UserNameParameter is null
        ? ReferenceExpression.Create($"postgres")
        : ReferenceExpression.Create($"{UserNameParameter}");
}

/// <summary>One database of a PostgreSQL server, created when it is not there.</summary>
public class PostgresDatabaseResource : Resource, IResourceWithParent, IResourceWithConnectionString
{
    internal PostgresDatabaseResource(string name, string databaseName, PostgresServerResource server)
        : base(name)
    {
        DatabaseName = databaseName;
        Server = server;
    }

    /// <summary>The database's name on the server.</summary>
    public string DatabaseName { get; }

    /// <inheritdoc />
    public IResource Parent => Server;

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{Server.ConnectionStringExpression};Database={DatabaseName}");

    internal PostgresServerResource Server { get; }
}

/// <summary>A RabbitMQ broker.</summary>
public class RabbitMQServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";
    internal const string ManagementEndpointName = "management";

    internal RabbitMQServerResource(string name, ParameterResource? userName, ParameterResource password)
        : base(name)
    {
        UserNameParameter = userName;
        PasswordParameter = password;
        PrimaryEndpoint = new EndpointReference(this, EndpointName);
    }

    /// <summary>Where the broker listens for AMQP.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The services' user name; <c>guest</c> when there is none.</summary>
    public ParameterResource? UserNameParameter { get; }

    /// <summary>The services' password.</summary>
    public ParameterResource PasswordParameter { get; }

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"amqp://{UserName}:{PasswordParameter}@{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");

    private ReferenceExpression UserName => UserNameParameter is null
        ? ReferenceExpression.Create($"guest")
        : ReferenceExpression.Create($"{UserNameParameter}");
}
