-- MariaDB dump of an invented Dolibarr
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE `llx_const` (`rowid` int(11) NOT NULL, `name` varchar(180), `value` text, `entity` int(11), PRIMARY KEY (`rowid`)) DEFAULT CHARSET=utf8mb4;
INSERT INTO `llx_const` VALUES (1,'MAIN_VERSION_LAST_INSTALL','22.0.4',0),(2,'MAIN_INFO_SOCIETE_NOM','Atelier',1);
CREATE TABLE `llx_c_country` (`rowid` int(11) NOT NULL, `code` varchar(2), `code_iso` varchar(3), `label` varchar(128), PRIMARY KEY (`rowid`)) DEFAULT CHARSET=utf8mb4;
INSERT INTO `llx_c_country` VALUES (1,'FR','FRA','France');
CREATE TABLE `llx_c_forme_juridique` (`rowid` int(11) NOT NULL, `code` int(11), `fk_pays` int(11), `libelle` varchar(255), PRIMARY KEY (`rowid`)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE `llx_extrafields` (`rowid` int(11) NOT NULL, `name` varchar(64), `entity` int(11), `elementtype` varchar(64), `label` varchar(255), `type` varchar(8), `pos` int(11), `param` text, PRIMARY KEY (`rowid`)) DEFAULT CHARSET=utf8mb4;
INSERT INTO `llx_extrafields` VALUES (1,'essence',1,'societe','Essence','select',1,'a:1:{s:7:"options";a:2:{s:5:"chene";s:6:"Chêne";s:5:"noyer";s:5:"Noyer";}}');
CREATE TABLE `llx_categorie` (`rowid` int(11) NOT NULL, `entity` int(11), `fk_parent` int(11), `label` varchar(180), `type` int(11), `color` varchar(8), PRIMARY KEY (`rowid`)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE `llx_categorie_societe` (`fk_categorie` int(11) NOT NULL, `fk_soc` int(11) NOT NULL) DEFAULT CHARSET=utf8mb4;
CREATE TABLE `llx_categorie_fournisseur` (`fk_categorie` int(11) NOT NULL, `fk_soc` int(11) NOT NULL) DEFAULT CHARSET=utf8mb4;
CREATE TABLE `llx_societe` (`rowid` int(11) NOT NULL, `entity` int(11), `nom` varchar(128), `town` varchar(50), `parent` int(11), `client` tinyint(4), `fournisseur` tinyint(4), `status` tinyint(4), `fk_pays` int(11), `datec` datetime, `note_public` mediumtext, PRIMARY KEY (`rowid`)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE `llx_societe_commerciaux` (`rowid` int(11) NOT NULL, `fk_soc` int(11), `fk_user` int(11), PRIMARY KEY (`rowid`)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE `llx_societe_extrafields` (`rowid` int(11) NOT NULL, `fk_object` int(11) NOT NULL, `essence` varchar(255), PRIMARY KEY (`rowid`)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE `llx_socpeople` (`rowid` int(11) NOT NULL, `entity` int(11), `fk_soc` int(11), `lastname` varchar(50), `firstname` varchar(50), `phone` varchar(30), `birthday` date, `priv` smallint(6), `statut` tinyint(4), PRIMARY KEY (`rowid`)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE `llx_user` (`rowid` int(11) NOT NULL, `entity` int(11), `login` varchar(50), `lastname` varchar(50), `firstname` varchar(50), `email` varchar(255), `statut` tinyint(4), `fk_soc` int(11), PRIMARY KEY (`rowid`)) DEFAULT CHARSET=utf8mb4;
