using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hearth.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AccountClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountClaims", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AccountLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountLogins", x => new { x.LoginProvider, x.ProviderKey });
                });

            migrationBuilder.CreateTable(
                name: "AccountPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "BLOB", maxLength: 1024, nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountPasskeys", x => x.CredentialId);
                });

            migrationBuilder.CreateTable(
                name: "Accounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PasswordSetAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AccountTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "AgreementDrafts",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Guidelines = table.Column<string>(type: "TEXT", nullable: false),
                    WrittenBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgreementDrafts", x => x.ProgramId);
                });

            migrationBuilder.CreateTable(
                name: "Agreements",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Guidelines = table.Column<string>(type: "TEXT", nullable: false),
                    PublishedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Agreements", x => new { x.ProgramId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "CarePrograms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Country = table.Column<string>(type: "TEXT", nullable: false),
                    Phone = table.Column<string>(type: "TEXT", nullable: false),
                    PhoneHours = table.Column<string>(type: "TEXT", nullable: false),
                    CrisisLines = table.Column<string>(type: "TEXT", nullable: false),
                    PeerLedAllowed = table.Column<bool>(type: "INTEGER", nullable: false),
                    OnCallPersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AnswerByPeers = table.Column<int>(type: "INTEGER", nullable: false),
                    AnswerByMentors = table.Column<int>(type: "INTEGER", nullable: false),
                    AnswerByStaff = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CarePrograms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ChainHeads",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LastNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    LastHash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChainHeads", x => x.ProgramId);
                });

            migrationBuilder.CreateTable(
                name: "FirstAdmins",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: true),
                    MembershipId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FirstAdmins", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Groups",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Aim = table.Column<string>(type: "TEXT", nullable: false),
                    LedBy = table.Column<int>(type: "INTEGER", nullable: false),
                    Cap = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Groups", x => new { x.ProgramId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Guesses",
                columns: table => new
                {
                    Key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Guesses", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Happenings",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    About = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Proof = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Happenings", x => new { x.ProgramId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "HoldSettings",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstPosts = table.Column<bool>(type: "INTEGER", nullable: false),
                    Hours = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    Until = table.Column<string>(type: "TEXT", nullable: false),
                    SetBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HoldSettings", x => x.ProgramId);
                });

            migrationBuilder.CreateTable(
                name: "HoldWords",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Word = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    AddedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemovedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HoldWords", x => new { x.ProgramId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "InvitationLinks",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InvitationId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvitationLinks", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PaperKind = table.Column<int>(type: "INTEGER", nullable: true),
                    PaperTitle = table.Column<string>(type: "TEXT", nullable: false),
                    PaperPlace = table.Column<string>(type: "TEXT", nullable: true),
                    PaperFrom = table.Column<string>(type: "TEXT", nullable: true),
                    PaperUntil = table.Column<string>(type: "TEXT", nullable: true),
                    InvitedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    InvitedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RevokedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MembershipId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => new { x.ProgramId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "MessagePolicies",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Peers = table.Column<int>(type: "INTEGER", nullable: false),
                    Staff = table.Column<int>(type: "INTEGER", nullable: false),
                    AnswerTimes = table.Column<string>(type: "TEXT", nullable: false),
                    SetBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MessagePolicies", x => x.ProgramId);
                });

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Pronouns = table.Column<string>(type: "TEXT", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<int>(type: "INTEGER", nullable: false),
                    JoinedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => new { x.ProgramId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "SpentChallenges",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpentChallenges", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "WayBackLinks",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WayBackId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WayBackLinks", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "Webhooks",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Url = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Secret = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MadeBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    KeptAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Webhooks", x => x.ProgramId);
                });

            migrationBuilder.CreateTable(
                name: "AccountNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    TicketId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Passkey = table.Column<byte[]>(type: "BLOB", nullable: true),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SettledAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountNotices_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AuthenticatorApps",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Secret = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Pending = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastStep = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticatorApps", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_AuthenticatorApps_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CodesToKeep",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TicketId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Codes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CodesToKeep", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_CodesToKeep_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "KnownDevices",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Lineage = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnownDevices", x => new { x.AccountId, x.Lineage });
                    table.ForeignKey(
                        name: "FK_KnownDevices_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Stamp = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Memberships_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RecoveryCodes",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryCodes", x => new { x.AccountId, x.Hash });
                    table.ForeignKey(
                        name: "FK_RecoveryCodes_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GroupEntries",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Gone = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupEntries", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_GroupEntries_Groups_ProgramId_GroupId",
                        columns: x => new { x.ProgramId, x.GroupId },
                        principalTable: "Groups",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Series",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstDay = table.Column<string>(type: "TEXT", nullable: false),
                    StartsAt = table.Column<string>(type: "TEXT", nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    Weeks = table.Column<int>(type: "INTEGER", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    PlannedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Series", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Series_Groups_ProgramId_GroupId",
                        columns: x => new { x.ProgramId, x.GroupId },
                        principalTable: "Groups",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Spaces",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", nullable: false),
                    OpenedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadTimes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Spaces", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Spaces_Groups_ProgramId_GroupId",
                        columns: x => new { x.ProgramId, x.GroupId },
                        principalTable: "Groups",
                        principalColumns: new[] { "ProgramId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Availability",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    QuietChosenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    QuietDays = table.Column<int>(type: "INTEGER", nullable: false),
                    QuietFrom = table.Column<string>(type: "TEXT", nullable: false),
                    QuietUntil = table.Column<string>(type: "TEXT", nullable: false),
                    Company = table.Column<int>(type: "INTEGER", nullable: false),
                    CompanyDays = table.Column<int>(type: "INTEGER", nullable: false),
                    CompanyFrom = table.Column<string>(type: "TEXT", nullable: false),
                    CompanyUntil = table.Column<string>(type: "TEXT", nullable: false),
                    AroundUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Availability", x => new { x.ProgramId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_Availability_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Blocks",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    WhomId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BlockedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Blocks", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Blocks_People_ProgramId_ById",
                        columns: x => new { x.ProgramId, x.ById },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Blocks_People_ProgramId_WhomId",
                        columns: x => new { x.ProgramId, x.WhomId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CallAddresses",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Channel = table.Column<int>(type: "INTEGER", nullable: false),
                    Address = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SetBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallAddresses", x => new { x.ProgramId, x.PersonId, x.Channel });
                    table.ForeignKey(
                        name: "FK_CallAddresses_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ChosenPeople",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChosenPeople", x => new { x.ProgramId, x.PersonId, x.OtherId });
                    table.ForeignKey(
                        name: "FK_ChosenPeople_People_ProgramId_OtherId",
                        columns: x => new { x.ProgramId, x.OtherId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ChosenPeople_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ComfortChoices",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Watch = table.Column<int>(type: "INTEGER", nullable: false),
                    React = table.Column<int>(type: "INTEGER", nullable: false),
                    Write = table.Column<int>(type: "INTEGER", nullable: false),
                    Speak = table.Column<int>(type: "INTEGER", nullable: false),
                    Camera = table.Column<int>(type: "INTEGER", nullable: false),
                    ChosenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ComfortChoices", x => new { x.ProgramId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_ComfortChoices_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CompanyAsks",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CameId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    End = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CompanyAsks", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_CompanyAsks_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Conversations",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PairId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Name = table.Column<byte[]>(type: "BLOB", nullable: true),
                    LastNumber = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Conversations", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Conversations_People_ProgramId_StartedBy",
                        columns: x => new { x.ProgramId, x.StartedBy },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Deliveries",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CallId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Channel = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    AnswerBy = table.Column<long>(type: "INTEGER", nullable: true),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    LeasedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    GivenUpAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Flaw = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deliveries", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Deliveries_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Drafts",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Fields = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ThrownAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Drafts", x => new { x.ProgramId, x.PersonId, x.Place });
                    table.ForeignKey(
                        name: "FK_Drafts_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Drills",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Channel = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Drills", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Drills_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FollowUps",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Pace = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RaisedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TakenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EasedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    NextCallAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    End = table.Column<int>(type: "INTEGER", nullable: true),
                    Number = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowUps", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_FollowUps_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Glasses",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BrokenBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<byte[]>(type: "BLOB", nullable: false),
                    BrokenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Glasses", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Glasses_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GroupLeaders",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupLeaders", x => new { x.ProgramId, x.GroupId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_GroupLeaders_Groups_ProgramId_GroupId",
                        columns: x => new { x.ProgramId, x.GroupId },
                        principalTable: "Groups",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_GroupLeaders_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GroupMembers",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    JoinedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LeftAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupMembers", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_GroupMembers_Groups_ProgramId_GroupId",
                        columns: x => new { x.ProgramId, x.GroupId },
                        principalTable: "Groups",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_GroupMembers_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GroupNameProposals",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    SettledBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    SettledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Taken = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupNameProposals", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_GroupNameProposals_Groups_ProgramId_GroupId",
                        columns: x => new { x.ProgramId, x.GroupId },
                        principalTable: "Groups",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_GroupNameProposals_People_ProgramId_By",
                        columns: x => new { x.ProgramId, x.By },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Holds",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SpaceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TopicId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Ask = table.Column<int>(type: "INTEGER", nullable: true),
                    Named = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<int>(type: "INTEGER", nullable: false),
                    Word = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Text = table.Column<byte[]>(type: "BLOB", nullable: true),
                    PressId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SoundsHard = table.Column<bool>(type: "INTEGER", nullable: false),
                    AfterId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Plea = table.Column<byte[]>(type: "BLOB", nullable: true),
                    HeldAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CalledAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Holds", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Holds_People_ProgramId_AuthorId",
                        columns: x => new { x.ProgramId, x.AuthorId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "KeptArrivals",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Answers = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptArrivals", x => new { x.ProgramId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_KeptArrivals_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "KeptWords",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Fields = table.Column<byte[]>(type: "BLOB", nullable: false),
                    KeptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ShownAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptWords", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_KeptWords_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "KeyChoices",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    On = table.Column<bool>(type: "INTEGER", nullable: false),
                    Keys = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeyChoices", x => new { x.ProgramId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_KeyChoices_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LegalIdentities",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FullName = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LegalIdentities", x => new { x.ProgramId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_LegalIdentities_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Mailboxes",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Address = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Code = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CodeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CodeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    CodesOn = table.Column<string>(type: "TEXT", nullable: false),
                    Codes = table.Column<int>(type: "INTEGER", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mailboxes", x => new { x.ProgramId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_Mailboxes_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NoticeChoices",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByMail = table.Column<int>(type: "INTEGER", nullable: false),
                    OnDevices = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeChoices", x => new { x.ProgramId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_NoticeChoices_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OutAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Notices_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PairSwitches",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PairId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OneId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Open = table.Column<bool>(type: "INTEGER", nullable: false),
                    SetBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PairSwitches", x => new { x.ProgramId, x.PairId });
                    table.ForeignKey(
                        name: "FK_PairSwitches_People_ProgramId_OneId",
                        columns: x => new { x.ProgramId, x.OneId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PairSwitches_People_ProgramId_OtherId",
                        columns: x => new { x.ProgramId, x.OtherId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PushDevices",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TicketId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Print = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PushDevices", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_PushDevices_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Qualifications",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: true),
                    ValidFrom = table.Column<string>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Qualifications", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Qualifications_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Quietings",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Quietings", x => new { x.ProgramId, x.PersonId, x.OtherId });
                    table.ForeignKey(
                        name: "FK_Quietings_People_ProgramId_OtherId",
                        columns: x => new { x.ProgramId, x.OtherId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Quietings_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Separations",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OneId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<int>(type: "INTEGER", nullable: false),
                    OneKnows = table.Column<bool>(type: "INTEGER", nullable: false),
                    OtherKnows = table.Column<bool>(type: "INTEGER", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Separations", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Separations_People_ProgramId_OneId",
                        columns: x => new { x.ProgramId, x.OneId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Separations_People_ProgramId_OtherId",
                        columns: x => new { x.ProgramId, x.OtherId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Shifts",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rank = table.Column<int>(type: "INTEGER", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    Until = table.Column<string>(type: "TEXT", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    StartsOn = table.Column<string>(type: "TEXT", nullable: false),
                    EndsOn = table.Column<string>(type: "TEXT", nullable: true),
                    MadeBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Shifts", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Shifts_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Signatures",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AgreementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignedName = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SignedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    GuidelinesAcknowledgedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Signatures", x => new { x.ProgramId, x.PersonId, x.AgreementId });
                    table.ForeignKey(
                        name: "FK_Signatures_Agreements_ProgramId_AgreementId",
                        columns: x => new { x.ProgramId, x.AgreementId },
                        principalTable: "Agreements",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Signatures_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StandingChanges",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Standing = table.Column<int>(type: "INTEGER", nullable: false),
                    Role = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StandingChanges", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_StandingChanges_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Stories",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Named = table.Column<bool>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    ReleasedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenBackAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Stories", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Stories_People_ProgramId_AuthorId",
                        columns: x => new { x.ProgramId, x.AuthorId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WaysBack",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MembershipId = table.Column<Guid>(type: "TEXT", nullable: false),
                    NeedsTwo = table.Column<bool>(type: "INTEGER", nullable: false),
                    GivenBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AgreedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    AgreedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WaysBack", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_WaysBack_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WritingPauses",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PausedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    PausedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Plea = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AskedAgainAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LookedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    LookedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WritingPauses", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_WritingPauses_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Tickets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MembershipId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Device = table.Column<int>(type: "INTEGER", nullable: false),
                    Lineage = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Recovering = table.Column<bool>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ProvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ProofSince = table.Column<long>(type: "INTEGER", nullable: true),
                    NoticedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LockedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tickets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Tickets_Memberships_MembershipId",
                        column: x => x.MembershipId,
                        principalTable: "Memberships",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GroupEntryChanges",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EntryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Gone = table.Column<bool>(type: "INTEGER", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupEntryChanges", x => new { x.ProgramId, x.EntryId, x.Number });
                    table.ForeignKey(
                        name: "FK_GroupEntryChanges_GroupEntries_ProgramId_EntryId",
                        columns: x => new { x.ProgramId, x.EntryId },
                        principalTable: "GroupEntries",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_GroupEntryChanges_People_ProgramId_By",
                        columns: x => new { x.ProgramId, x.By },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeriesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Aim = table.Column<string>(type: "TEXT", nullable: false),
                    LedBy = table.Column<int>(type: "INTEGER", nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClinicianOnCallId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Sessions_Groups_ProgramId_GroupId",
                        columns: x => new { x.ProgramId, x.GroupId },
                        principalTable: "Groups",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Sessions_Series_ProgramId_SeriesId",
                        columns: x => new { x.ProgramId, x.SeriesId },
                        principalTable: "Series",
                        principalColumns: new[] { "ProgramId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Milestones",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MarkedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SpaceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SharedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Milestones", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Milestones_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Milestones_Spaces_ProgramId_SpaceId",
                        columns: x => new { x.ProgramId, x.SpaceId },
                        principalTable: "Spaces",
                        principalColumns: new[] { "ProgramId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "SpaceEntries",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SpaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnteredAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpaceEntries", x => new { x.ProgramId, x.SpaceId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_SpaceEntries_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SpaceEntries_Spaces_ProgramId_SpaceId",
                        columns: x => new { x.ProgramId, x.SpaceId },
                        principalTable: "Spaces",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Topics",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SpaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ask = table.Column<int>(type: "INTEGER", nullable: false),
                    LastPostAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastNumber = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Topics", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Topics_People_ProgramId_AuthorId",
                        columns: x => new { x.ProgramId, x.AuthorId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Topics_Spaces_ProgramId_SpaceId",
                        columns: x => new { x.ProgramId, x.SpaceId },
                        principalTable: "Spaces",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CompanyCalls",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CalledAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DeclinedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CompanyCalls", x => new { x.ProgramId, x.AskId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_CompanyCalls_CompanyAsks_ProgramId_AskId",
                        columns: x => new { x.ProgramId, x.AskId },
                        principalTable: "CompanyAsks",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CompanyCalls_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ConversationMembers",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConversationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DeclinedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LeftAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReadTo = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConversationMembers", x => new { x.ProgramId, x.ConversationId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_ConversationMembers_Conversations_ProgramId_ConversationId",
                        columns: x => new { x.ProgramId, x.ConversationId },
                        principalTable: "Conversations",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ConversationMembers_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Messages",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConversationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PressId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Messages", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Messages_Conversations_ProgramId_ConversationId",
                        columns: x => new { x.ProgramId, x.ConversationId },
                        principalTable: "Conversations",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Messages_People_ProgramId_AuthorId",
                        columns: x => new { x.ProgramId, x.AuthorId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CarriedToStaff",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FollowUpId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CarriedToStaff", x => new { x.ProgramId, x.SubjectId });
                    table.ForeignKey(
                        name: "FK_CarriedToStaff_FollowUps_ProgramId_FollowUpId",
                        columns: x => new { x.ProgramId, x.FollowUpId },
                        principalTable: "FollowUps",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CarriedToStaff_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Concerns",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    NoticedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    AboutId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FollowUpId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Pace = table.Column<int>(type: "INTEGER", nullable: false),
                    FiledAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Concerns", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Concerns_FollowUps_ProgramId_FollowUpId",
                        columns: x => new { x.ProgramId, x.FollowUpId },
                        principalTable: "FollowUps",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Concerns_People_ProgramId_AboutId",
                        columns: x => new { x.ProgramId, x.AboutId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Concerns_People_ProgramId_NoticedBy",
                        columns: x => new { x.ProgramId, x.NoticedBy },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FollowUpAskers",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FollowUpId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowUpAskers", x => new { x.ProgramId, x.FollowUpId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_FollowUpAskers_FollowUps_ProgramId_FollowUpId",
                        columns: x => new { x.ProgramId, x.FollowUpId },
                        principalTable: "FollowUps",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FollowUpSteps",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FollowUpId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowUpSteps", x => new { x.ProgramId, x.FollowUpId, x.Number });
                    table.ForeignKey(
                        name: "FK_FollowUpSteps_FollowUps_ProgramId_FollowUpId",
                        columns: x => new { x.ProgramId, x.FollowUpId },
                        principalTable: "FollowUps",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StaffCalls",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FollowUpId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    CalledAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffCalls", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_StaffCalls_FollowUps_ProgramId_FollowUpId",
                        columns: x => new { x.ProgramId, x.FollowUpId },
                        principalTable: "FollowUps",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GlassReviews",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GlassId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReviewedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReviewedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Verdict = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GlassReviews", x => new { x.ProgramId, x.GlassId });
                    table.ForeignKey(
                        name: "FK_GlassReviews_Glasses_ProgramId_GlassId",
                        columns: x => new { x.ProgramId, x.GlassId },
                        principalTable: "Glasses",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HoldEnds",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HoldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    EndedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Print = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HoldEnds", x => new { x.ProgramId, x.HoldId });
                    table.ForeignKey(
                        name: "FK_HoldEnds_Holds_ProgramId_HoldId",
                        columns: x => new { x.ProgramId, x.HoldId },
                        principalTable: "Holds",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AgendaSteps",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: true),
                    GoalTag = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgendaSteps", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_AgendaSteps_Sessions_ProgramId_SessionId",
                        columns: x => new { x.ProgramId, x.SessionId },
                        principalTable: "Sessions",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Arrivals",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Where = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CallBack = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Region = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Privacy = table.Column<int>(type: "INTEGER", nullable: true),
                    WillTellLeader = table.Column<bool>(type: "INTEGER", nullable: false),
                    TakingPart = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Arrivals", x => new { x.ProgramId, x.SessionId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_Arrivals_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Arrivals_Sessions_ProgramId_SessionId",
                        columns: x => new { x.ProgramId, x.SessionId },
                        principalTable: "Sessions",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Attendances",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MinutesPresent = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attendances", x => new { x.ProgramId, x.SessionId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_Attendances_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Attendances_Sessions_ProgramId_SessionId",
                        columns: x => new { x.ProgramId, x.SessionId },
                        principalTable: "Sessions",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Leavings",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Answers = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leavings", x => new { x.ProgramId, x.SessionId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_Leavings_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Leavings_Sessions_ProgramId_SessionId",
                        columns: x => new { x.ProgramId, x.SessionId },
                        principalTable: "Sessions",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Notes",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AddsTo = table.Column<Guid>(type: "TEXT", nullable: true),
                    Text = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SavedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notes", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Notes_Notes_ProgramId_AddsTo",
                        columns: x => new { x.ProgramId, x.AddsTo },
                        principalTable: "Notes",
                        principalColumns: new[] { "ProgramId", "Id" });
                    table.ForeignKey(
                        name: "FK_Notes_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" });
                    table.ForeignKey(
                        name: "FK_Notes_Sessions_ProgramId_SessionId",
                        columns: x => new { x.ProgramId, x.SessionId },
                        principalTable: "Sessions",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RoomEvents",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Ask = table.Column<Guid>(type: "TEXT", nullable: true),
                    Event = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoomEvents", x => new { x.ProgramId, x.SessionId, x.Number });
                    table.ForeignKey(
                        name: "FK_RoomEvents_Sessions_ProgramId_SessionId",
                        columns: x => new { x.ProgramId, x.SessionId },
                        principalTable: "Sessions",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RoomTexts",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoomTexts", x => new { x.ProgramId, x.SessionId, x.Id });
                    table.ForeignKey(
                        name: "FK_RoomTexts_Sessions_ProgramId_SessionId",
                        columns: x => new { x.ProgramId, x.SessionId },
                        principalTable: "Sessions",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RoomVoices",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Seconds = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoomVoices", x => new { x.ProgramId, x.SessionId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_RoomVoices_Sessions_ProgramId_SessionId",
                        columns: x => new { x.ProgramId, x.SessionId },
                        principalTable: "Sessions",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SessionLeaders",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SessionLeaders", x => new { x.ProgramId, x.SessionId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_SessionLeaders_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SessionLeaders_Sessions_ProgramId_SessionId",
                        columns: x => new { x.ProgramId, x.SessionId },
                        principalTable: "Sessions",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MilestoneResponses",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MilestoneId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MilestoneResponses", x => new { x.ProgramId, x.MilestoneId, x.PersonId, x.Kind });
                    table.ForeignKey(
                        name: "FK_MilestoneResponses_Milestones_ProgramId_MilestoneId",
                        columns: x => new { x.ProgramId, x.MilestoneId },
                        principalTable: "Milestones",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MilestoneResponses_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Posts",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TopicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenBackAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Note = table.Column<int>(type: "INTEGER", nullable: true),
                    PressId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Posts", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Posts_People_ProgramId_AuthorId",
                        columns: x => new { x.ProgramId, x.AuthorId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Posts_Topics_ProgramId_TopicId",
                        columns: x => new { x.ProgramId, x.TopicId },
                        principalTable: "Topics",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TopicRests",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TopicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TopicRests", x => new { x.ProgramId, x.PersonId, x.TopicId });
                    table.ForeignKey(
                        name: "FK_TopicRests_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_TopicRests_Topics_ProgramId_TopicId",
                        columns: x => new { x.ProgramId, x.TopicId },
                        principalTable: "Topics",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MessagePictures",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MessagePictures", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_MessagePictures_Messages_ProgramId_Id",
                        columns: x => new { x.ProgramId, x.Id },
                        principalTable: "Messages",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MessageReports",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConversationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MessageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AboutId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToldBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FollowUpId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    LastNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MessageReports", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_MessageReports_Conversations_ProgramId_ConversationId",
                        columns: x => new { x.ProgramId, x.ConversationId },
                        principalTable: "Conversations",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MessageReports_FollowUps_ProgramId_FollowUpId",
                        columns: x => new { x.ProgramId, x.FollowUpId },
                        principalTable: "FollowUps",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MessageReports_Messages_ProgramId_MessageId",
                        columns: x => new { x.ProgramId, x.MessageId },
                        principalTable: "Messages",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MessageReports_People_ProgramId_AboutId",
                        columns: x => new { x.ProgramId, x.AboutId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MessageReports_People_ProgramId_ToldBy",
                        columns: x => new { x.ProgramId, x.ToldBy },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NoteSignatures",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    NoteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Print = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoteSignatures", x => new { x.ProgramId, x.NoteId });
                    table.ForeignKey(
                        name: "FK_NoteSignatures_Notes_ProgramId_NoteId",
                        columns: x => new { x.ProgramId, x.NoteId },
                        principalTable: "Notes",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PostHidings",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PostId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: false),
                    HiddenBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    HiddenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Plea = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAgainAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LookedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    LookedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostHidings", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_PostHidings_Posts_ProgramId_PostId",
                        columns: x => new { x.ProgramId, x.PostId },
                        principalTable: "Posts",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PostMentions",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PostId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostMentions", x => new { x.ProgramId, x.PostId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_PostMentions_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PostMentions_Posts_ProgramId_PostId",
                        columns: x => new { x.ProgramId, x.PostId },
                        principalTable: "Posts",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PostResponses",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PostId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostResponses", x => new { x.ProgramId, x.PostId, x.PersonId, x.Kind });
                    table.ForeignKey(
                        name: "FK_PostResponses_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PostResponses_Posts_ProgramId_PostId",
                        columns: x => new { x.ProgramId, x.PostId },
                        principalTable: "Posts",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PrivateWords",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PostId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SpaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WrittenBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Answer = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PrivateWords", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_PrivateWords_People_ProgramId_PersonId",
                        columns: x => new { x.ProgramId, x.PersonId },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PrivateWords_Posts_ProgramId_PostId",
                        columns: x => new { x.ProgramId, x.PostId },
                        principalTable: "Posts",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Reports",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PostId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SpaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ReportedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CalledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TakenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    End = table.Column<int>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reports", x => new { x.ProgramId, x.Id });
                    table.ForeignKey(
                        name: "FK_Reports_People_ProgramId_ReportedBy",
                        columns: x => new { x.ProgramId, x.ReportedBy },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Reports_Posts_ProgramId_PostId",
                        columns: x => new { x.ProgramId, x.PostId },
                        principalTable: "Posts",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReportOpenings",
                columns: table => new
                {
                    ProgramId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportOpenings", x => new { x.ProgramId, x.ReportId, x.OpenedBy });
                    table.ForeignKey(
                        name: "FK_ReportOpenings_MessageReports_ProgramId_ReportId",
                        columns: x => new { x.ProgramId, x.ReportId },
                        principalTable: "MessageReports",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ReportOpenings_People_ProgramId_OpenedBy",
                        columns: x => new { x.ProgramId, x.OpenedBy },
                        principalTable: "People",
                        principalColumns: new[] { "ProgramId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AccountNotices_AccountId_At",
                table: "AccountNotices",
                columns: new[] { "AccountId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AccountPasskeys_UserId",
                table: "AccountPasskeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_NormalizedUserName",
                table: "Accounts",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AgendaSteps_ProgramId_SessionId_Position",
                table: "AgendaSteps",
                columns: new[] { "ProgramId", "SessionId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ProgramId_Number",
                table: "Agreements",
                columns: new[] { "ProgramId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Arrivals_ProgramId_PersonId",
                table: "Arrivals",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Attendances_ProgramId_PersonId",
                table: "Attendances",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Blocks_ProgramId_ById_WhomId",
                table: "Blocks",
                columns: new[] { "ProgramId", "ById", "WhomId" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Blocks_ProgramId_WhomId",
                table: "Blocks",
                columns: new[] { "ProgramId", "WhomId" });

            migrationBuilder.CreateIndex(
                name: "IX_CarriedToStaff_ProgramId_FollowUpId",
                table: "CarriedToStaff",
                columns: new[] { "ProgramId", "FollowUpId" });

            migrationBuilder.CreateIndex(
                name: "IX_CarriedToStaff_ProgramId_PersonId",
                table: "CarriedToStaff",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_ChosenPeople_ProgramId_OtherId",
                table: "ChosenPeople",
                columns: new[] { "ProgramId", "OtherId" });

            migrationBuilder.CreateIndex(
                name: "IX_CompanyAsks_ProgramId_NextAt",
                table: "CompanyAsks",
                columns: new[] { "ProgramId", "NextAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CompanyAsks_ProgramId_PersonId",
                table: "CompanyAsks",
                columns: new[] { "ProgramId", "PersonId" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CompanyCalls_ProgramId_PersonId_CalledAt",
                table: "CompanyCalls",
                columns: new[] { "ProgramId", "PersonId", "CalledAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Concerns_ProgramId_AboutId",
                table: "Concerns",
                columns: new[] { "ProgramId", "AboutId" });

            migrationBuilder.CreateIndex(
                name: "IX_Concerns_ProgramId_FollowUpId",
                table: "Concerns",
                columns: new[] { "ProgramId", "FollowUpId" });

            migrationBuilder.CreateIndex(
                name: "IX_Concerns_ProgramId_NoticedBy_FiledAt",
                table: "Concerns",
                columns: new[] { "ProgramId", "NoticedBy", "FiledAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ConversationMembers_ProgramId_PersonId",
                table: "ConversationMembers",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_ProgramId_PairId",
                table: "Conversations",
                columns: new[] { "ProgramId", "PairId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_ProgramId_StartedBy_StartedAt",
                table: "Conversations",
                columns: new[] { "ProgramId", "StartedBy", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_ProgramId_CallId_PersonId_Channel",
                table: "Deliveries",
                columns: new[] { "ProgramId", "CallId", "PersonId", "Channel" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_ProgramId_NextTryAt",
                table: "Deliveries",
                columns: new[] { "ProgramId", "NextTryAt" },
                filter: "\"SentAt\" IS NULL AND \"GivenUpAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_ProgramId_PersonId",
                table: "Deliveries",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Drills_ProgramId_PersonId",
                table: "Drills",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpAskers_ProgramId_PersonId",
                table: "FollowUpAskers",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_ProgramId_NextCallAt",
                table: "FollowUps",
                columns: new[] { "ProgramId", "NextCallAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_ProgramId_PersonId_Kind",
                table: "FollowUps",
                columns: new[] { "ProgramId", "PersonId", "Kind" },
                unique: true,
                filter: "\"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Glasses_ProgramId_BrokenBy",
                table: "Glasses",
                columns: new[] { "ProgramId", "BrokenBy" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Glasses_ProgramId_PersonId",
                table: "Glasses",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_GroupEntries_ProgramId_GroupId",
                table: "GroupEntries",
                columns: new[] { "ProgramId", "GroupId" });

            migrationBuilder.CreateIndex(
                name: "IX_GroupEntryChanges_ProgramId_By",
                table: "GroupEntryChanges",
                columns: new[] { "ProgramId", "By" });

            migrationBuilder.CreateIndex(
                name: "IX_GroupLeaders_ProgramId_PersonId",
                table: "GroupLeaders",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_GroupMembers_ProgramId_GroupId_PersonId",
                table: "GroupMembers",
                columns: new[] { "ProgramId", "GroupId", "PersonId" },
                unique: true,
                filter: "\"LeftAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_GroupMembers_ProgramId_PersonId",
                table: "GroupMembers",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_GroupNameProposals_ProgramId_By",
                table: "GroupNameProposals",
                columns: new[] { "ProgramId", "By" });

            migrationBuilder.CreateIndex(
                name: "IX_GroupNameProposals_ProgramId_GroupId",
                table: "GroupNameProposals",
                columns: new[] { "ProgramId", "GroupId" },
                unique: true,
                filter: "\"SettledAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Guesses_Until",
                table: "Guesses",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_Happenings_ProgramId_About_Number",
                table: "Happenings",
                columns: new[] { "ProgramId", "About", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Happenings_ProgramId_Subject_Number",
                table: "Happenings",
                columns: new[] { "ProgramId", "Subject", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Holds_ProgramId_AuthorId_PressId",
                table: "Holds",
                columns: new[] { "ProgramId", "AuthorId", "PressId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Holds_ProgramId_DueAt",
                table: "Holds",
                columns: new[] { "ProgramId", "DueAt" },
                filter: "\"CalledAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Holds_ProgramId_SpaceId_HeldAt",
                table: "Holds",
                columns: new[] { "ProgramId", "SpaceId", "HeldAt" });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationLinks_ProgramId_InvitationId",
                table: "InvitationLinks",
                columns: new[] { "ProgramId", "InvitationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_KeptWords_ProgramId_PersonId",
                table: "KeptWords",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_KnownDevices_SeenAt",
                table: "KnownDevices",
                column: "SeenAt");

            migrationBuilder.CreateIndex(
                name: "IX_Leavings_ProgramId_PersonId",
                table: "Leavings",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_AccountId",
                table: "Memberships",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_ProgramId_PersonId",
                table: "Memberships",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_MessageReports_ProgramId_AboutId",
                table: "MessageReports",
                columns: new[] { "ProgramId", "AboutId" });

            migrationBuilder.CreateIndex(
                name: "IX_MessageReports_ProgramId_ConversationId",
                table: "MessageReports",
                columns: new[] { "ProgramId", "ConversationId" });

            migrationBuilder.CreateIndex(
                name: "IX_MessageReports_ProgramId_FollowUpId",
                table: "MessageReports",
                columns: new[] { "ProgramId", "FollowUpId" });

            migrationBuilder.CreateIndex(
                name: "IX_MessageReports_ProgramId_MessageId",
                table: "MessageReports",
                columns: new[] { "ProgramId", "MessageId" });

            migrationBuilder.CreateIndex(
                name: "IX_MessageReports_ProgramId_ToldBy_ToldAt",
                table: "MessageReports",
                columns: new[] { "ProgramId", "ToldBy", "ToldAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_ProgramId_AuthorId_PressId",
                table: "Messages",
                columns: new[] { "ProgramId", "AuthorId", "PressId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Messages_ProgramId_ConversationId_Number",
                table: "Messages",
                columns: new[] { "ProgramId", "ConversationId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MilestoneResponses_ProgramId_PersonId",
                table: "MilestoneResponses",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Milestones_ProgramId_PersonId",
                table: "Milestones",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Milestones_ProgramId_SpaceId_SharedAt",
                table: "Milestones",
                columns: new[] { "ProgramId", "SpaceId", "SharedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Notes_ProgramId_AddsTo",
                table: "Notes",
                columns: new[] { "ProgramId", "AddsTo" });

            migrationBuilder.CreateIndex(
                name: "IX_Notes_ProgramId_PersonId",
                table: "Notes",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "OneGroupNote",
                table: "Notes",
                columns: new[] { "ProgramId", "SessionId" },
                unique: true,
                filter: "\"AddsTo\" IS NULL AND \"PersonId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "OneNoteEach",
                table: "Notes",
                columns: new[] { "ProgramId", "SessionId", "PersonId" },
                unique: true,
                filter: "\"AddsTo\" IS NULL AND \"PersonId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Due",
                table: "Notices",
                columns: new[] { "ProgramId", "DueAt" },
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_ProgramId_PersonId_At",
                table: "Notices",
                columns: new[] { "ProgramId", "PersonId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Unread",
                table: "Notices",
                columns: new[] { "ProgramId", "PersonId" },
                filter: "\"ReadAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PairSwitches_ProgramId_OneId",
                table: "PairSwitches",
                columns: new[] { "ProgramId", "OneId" });

            migrationBuilder.CreateIndex(
                name: "IX_PairSwitches_ProgramId_OtherId",
                table: "PairSwitches",
                columns: new[] { "ProgramId", "OtherId" });

            migrationBuilder.CreateIndex(
                name: "IX_PostHidings_ProgramId_PostId",
                table: "PostHidings",
                columns: new[] { "ProgramId", "PostId" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PostMentions_ProgramId_PersonId",
                table: "PostMentions",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_PostResponses_ProgramId_PersonId",
                table: "PostResponses",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Posts_ProgramId_AuthorId_PressId",
                table: "Posts",
                columns: new[] { "ProgramId", "AuthorId", "PressId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Posts_ProgramId_TopicId_Number",
                table: "Posts",
                columns: new[] { "ProgramId", "TopicId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PrivateWords_ProgramId_PersonId",
                table: "PrivateWords",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_PrivateWords_ProgramId_PostId",
                table: "PrivateWords",
                columns: new[] { "ProgramId", "PostId" });

            migrationBuilder.CreateIndex(
                name: "IX_PushDevices_ProgramId_PersonId",
                table: "PushDevices",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_PushDevices_ProgramId_Print",
                table: "PushDevices",
                columns: new[] { "ProgramId", "Print" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Qualifications_ProgramId_PersonId",
                table: "Qualifications",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Quietings_ProgramId_OtherId",
                table: "Quietings",
                columns: new[] { "ProgramId", "OtherId" });

            migrationBuilder.CreateIndex(
                name: "IX_ReportOpenings_ProgramId_OpenedBy",
                table: "ReportOpenings",
                columns: new[] { "ProgramId", "OpenedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Reports_ProgramId_PostId_ReportedBy",
                table: "Reports",
                columns: new[] { "ProgramId", "PostId", "ReportedBy" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reports_ProgramId_ReportedBy_ReportedAt",
                table: "Reports",
                columns: new[] { "ProgramId", "ReportedBy", "ReportedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Reports_ProgramId_SpaceId_EndedAt",
                table: "Reports",
                columns: new[] { "ProgramId", "SpaceId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Separations_ProgramId_OneId_OtherId",
                table: "Separations",
                columns: new[] { "ProgramId", "OneId", "OtherId" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Separations_ProgramId_OtherId",
                table: "Separations",
                columns: new[] { "ProgramId", "OtherId" });

            migrationBuilder.CreateIndex(
                name: "IX_Series_ProgramId_GroupId",
                table: "Series",
                columns: new[] { "ProgramId", "GroupId" });

            migrationBuilder.CreateIndex(
                name: "IX_SessionLeaders_ProgramId_PersonId",
                table: "SessionLeaders",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_ProgramId_GroupId_StartsAt",
                table: "Sessions",
                columns: new[] { "ProgramId", "GroupId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_ProgramId_SeriesId",
                table: "Sessions",
                columns: new[] { "ProgramId", "SeriesId" });

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_ProgramId_StartsAt",
                table: "Sessions",
                columns: new[] { "ProgramId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Shifts_ProgramId_PersonId",
                table: "Shifts",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Signatures_ProgramId_AgreementId",
                table: "Signatures",
                columns: new[] { "ProgramId", "AgreementId" });

            migrationBuilder.CreateIndex(
                name: "IX_SpaceEntries_ProgramId_PersonId",
                table: "SpaceEntries",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Spaces_ProgramId_GroupId",
                table: "Spaces",
                columns: new[] { "ProgramId", "GroupId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SpentChallenges_At",
                table: "SpentChallenges",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_StaffCalls_ProgramId_FollowUpId_Number",
                table: "StaffCalls",
                columns: new[] { "ProgramId", "FollowUpId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StaffCalls_ProgramId_PersonId_CalledAt",
                table: "StaffCalls",
                columns: new[] { "ProgramId", "PersonId", "CalledAt" });

            migrationBuilder.CreateIndex(
                name: "IX_StandingChanges_ProgramId_PersonId",
                table: "StandingChanges",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Stories_ProgramId_AuthorId",
                table: "Stories",
                columns: new[] { "ProgramId", "AuthorId" });

            migrationBuilder.CreateIndex(
                name: "IX_Stories_ProgramId_ReleasedAt",
                table: "Stories",
                columns: new[] { "ProgramId", "ReleasedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_AccountId",
                table: "Tickets",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_EndsAt",
                table: "Tickets",
                column: "EndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_MembershipId",
                table: "Tickets",
                column: "MembershipId");

            migrationBuilder.CreateIndex(
                name: "IX_TopicRests_ProgramId_TopicId",
                table: "TopicRests",
                columns: new[] { "ProgramId", "TopicId" });

            migrationBuilder.CreateIndex(
                name: "IX_Topics_ProgramId_AuthorId",
                table: "Topics",
                columns: new[] { "ProgramId", "AuthorId" });

            migrationBuilder.CreateIndex(
                name: "IX_Topics_ProgramId_SpaceId_LastPostAt",
                table: "Topics",
                columns: new[] { "ProgramId", "SpaceId", "LastPostAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WayBackLinks_ProgramId_WayBackId",
                table: "WayBackLinks",
                columns: new[] { "ProgramId", "WayBackId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WaysBack_ProgramId_PersonId",
                table: "WaysBack",
                columns: new[] { "ProgramId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_WritingPauses_ProgramId_PersonId_Until",
                table: "WritingPauses",
                columns: new[] { "ProgramId", "PersonId", "Until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountClaims");

            migrationBuilder.DropTable(
                name: "AccountLogins");

            migrationBuilder.DropTable(
                name: "AccountNotices");

            migrationBuilder.DropTable(
                name: "AccountPasskeys");

            migrationBuilder.DropTable(
                name: "AccountTokens");

            migrationBuilder.DropTable(
                name: "AgendaSteps");

            migrationBuilder.DropTable(
                name: "AgreementDrafts");

            migrationBuilder.DropTable(
                name: "Arrivals");

            migrationBuilder.DropTable(
                name: "Attendances");

            migrationBuilder.DropTable(
                name: "AuthenticatorApps");

            migrationBuilder.DropTable(
                name: "Availability");

            migrationBuilder.DropTable(
                name: "Blocks");

            migrationBuilder.DropTable(
                name: "CallAddresses");

            migrationBuilder.DropTable(
                name: "CarePrograms");

            migrationBuilder.DropTable(
                name: "CarriedToStaff");

            migrationBuilder.DropTable(
                name: "ChainHeads");

            migrationBuilder.DropTable(
                name: "ChosenPeople");

            migrationBuilder.DropTable(
                name: "CodesToKeep");

            migrationBuilder.DropTable(
                name: "ComfortChoices");

            migrationBuilder.DropTable(
                name: "CompanyCalls");

            migrationBuilder.DropTable(
                name: "Concerns");

            migrationBuilder.DropTable(
                name: "ConversationMembers");

            migrationBuilder.DropTable(
                name: "Deliveries");

            migrationBuilder.DropTable(
                name: "Drafts");

            migrationBuilder.DropTable(
                name: "Drills");

            migrationBuilder.DropTable(
                name: "FirstAdmins");

            migrationBuilder.DropTable(
                name: "FollowUpAskers");

            migrationBuilder.DropTable(
                name: "FollowUpSteps");

            migrationBuilder.DropTable(
                name: "GlassReviews");

            migrationBuilder.DropTable(
                name: "GroupEntryChanges");

            migrationBuilder.DropTable(
                name: "GroupLeaders");

            migrationBuilder.DropTable(
                name: "GroupMembers");

            migrationBuilder.DropTable(
                name: "GroupNameProposals");

            migrationBuilder.DropTable(
                name: "Guesses");

            migrationBuilder.DropTable(
                name: "Happenings");

            migrationBuilder.DropTable(
                name: "HoldEnds");

            migrationBuilder.DropTable(
                name: "HoldSettings");

            migrationBuilder.DropTable(
                name: "HoldWords");

            migrationBuilder.DropTable(
                name: "InvitationLinks");

            migrationBuilder.DropTable(
                name: "Invitations");

            migrationBuilder.DropTable(
                name: "KeptArrivals");

            migrationBuilder.DropTable(
                name: "KeptWords");

            migrationBuilder.DropTable(
                name: "KeyChoices");

            migrationBuilder.DropTable(
                name: "KnownDevices");

            migrationBuilder.DropTable(
                name: "Leavings");

            migrationBuilder.DropTable(
                name: "LegalIdentities");

            migrationBuilder.DropTable(
                name: "Mailboxes");

            migrationBuilder.DropTable(
                name: "MessagePictures");

            migrationBuilder.DropTable(
                name: "MessagePolicies");

            migrationBuilder.DropTable(
                name: "MilestoneResponses");

            migrationBuilder.DropTable(
                name: "NoteSignatures");

            migrationBuilder.DropTable(
                name: "NoticeChoices");

            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropTable(
                name: "PairSwitches");

            migrationBuilder.DropTable(
                name: "PostHidings");

            migrationBuilder.DropTable(
                name: "PostMentions");

            migrationBuilder.DropTable(
                name: "PostResponses");

            migrationBuilder.DropTable(
                name: "PrivateWords");

            migrationBuilder.DropTable(
                name: "PushDevices");

            migrationBuilder.DropTable(
                name: "Qualifications");

            migrationBuilder.DropTable(
                name: "Quietings");

            migrationBuilder.DropTable(
                name: "RecoveryCodes");

            migrationBuilder.DropTable(
                name: "ReportOpenings");

            migrationBuilder.DropTable(
                name: "Reports");

            migrationBuilder.DropTable(
                name: "RoomEvents");

            migrationBuilder.DropTable(
                name: "RoomTexts");

            migrationBuilder.DropTable(
                name: "RoomVoices");

            migrationBuilder.DropTable(
                name: "Separations");

            migrationBuilder.DropTable(
                name: "SessionLeaders");

            migrationBuilder.DropTable(
                name: "Shifts");

            migrationBuilder.DropTable(
                name: "Signatures");

            migrationBuilder.DropTable(
                name: "SpaceEntries");

            migrationBuilder.DropTable(
                name: "SpentChallenges");

            migrationBuilder.DropTable(
                name: "StaffCalls");

            migrationBuilder.DropTable(
                name: "StandingChanges");

            migrationBuilder.DropTable(
                name: "Stories");

            migrationBuilder.DropTable(
                name: "Tickets");

            migrationBuilder.DropTable(
                name: "TopicRests");

            migrationBuilder.DropTable(
                name: "WayBackLinks");

            migrationBuilder.DropTable(
                name: "WaysBack");

            migrationBuilder.DropTable(
                name: "Webhooks");

            migrationBuilder.DropTable(
                name: "WritingPauses");

            migrationBuilder.DropTable(
                name: "CompanyAsks");

            migrationBuilder.DropTable(
                name: "Glasses");

            migrationBuilder.DropTable(
                name: "GroupEntries");

            migrationBuilder.DropTable(
                name: "Holds");

            migrationBuilder.DropTable(
                name: "Milestones");

            migrationBuilder.DropTable(
                name: "Notes");

            migrationBuilder.DropTable(
                name: "MessageReports");

            migrationBuilder.DropTable(
                name: "Posts");

            migrationBuilder.DropTable(
                name: "Agreements");

            migrationBuilder.DropTable(
                name: "Memberships");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "FollowUps");

            migrationBuilder.DropTable(
                name: "Messages");

            migrationBuilder.DropTable(
                name: "Topics");

            migrationBuilder.DropTable(
                name: "Accounts");

            migrationBuilder.DropTable(
                name: "Series");

            migrationBuilder.DropTable(
                name: "Conversations");

            migrationBuilder.DropTable(
                name: "Spaces");

            migrationBuilder.DropTable(
                name: "People");

            migrationBuilder.DropTable(
                name: "Groups");
        }
    }
}
